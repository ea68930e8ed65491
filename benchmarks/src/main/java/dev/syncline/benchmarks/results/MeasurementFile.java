package dev.syncline.benchmarks.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The measurements that the page is made from: the last of each site and size. */
public final class MeasurementFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> SITES = List.of("pg", "sqlite", "mariadb");

  private final Path path;

  /** The file in a folder of documents. */
  public MeasurementFile(Path docs) {
    this.path = docs.resolve("performance").resolve("measured.json");
  }

  /** All of them, by site and size; none if there is no file. */
  public List<Measurement> read() throws IOException {
    return Files.exists(path)
        ? List.of(JSON.readValue(path.toFile(), Measurement[].class))
        : List.of();
  }

  /** Adds one, in the place of an earlier one of the same site and size. */
  public void put(Measurement measurement) throws IOException {
    List<Measurement> all =
        Stream.concat(
                read().stream().filter(other -> !measurement.replaces(other)),
                Stream.of(measurement))
            .sorted(
                Comparator.comparing((Measurement m) -> SITES.indexOf(m.site()))
                    .thenComparing(Measurement::rows))
            .toList();
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(path, JSON.writeValueAsString(all) + "\n");
  }
}
