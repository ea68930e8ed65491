package dev.syncline.benchmarks.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the page is made from: the last measurement of each site and size, and what single steps
 * cost.
 */
public final class MeasurementFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> SITES = List.of("pg", "sqlite", "mariadb");

  private final Path path;
  private final Path parts;

  /** The file in a folder of documents. */
  public MeasurementFile(Path docs) {
    this.path = docs.resolve("performance").resolve("measured.json");
    this.parts = path.resolveSibling("parts.json");
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
    write(path, all);
  }

  /** What single steps cost, if that was measured. */
  public Optional<Parts> parts() throws IOException {
    return Files.exists(parts)
        ? Optional.of(JSON.readValue(parts.toFile(), Parts.class))
        : Optional.empty();
  }

  /** The same, in the place of what was measured before. */
  public void put(Parts measured) throws IOException {
    write(parts, measured);
  }

  private static void write(Path file, Object content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writeValueAsString(content) + "\n");
  }
}
