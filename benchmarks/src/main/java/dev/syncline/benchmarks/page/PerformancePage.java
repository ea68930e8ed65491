package dev.syncline.benchmarks.page;

import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.MeasurementFile;
import dev.syncline.benchmarks.results.Parts;
import dev.syncline.benchmarks.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes docs/performance.md and its charts from docs/performance/measured.json. */
public final class PerformancePage {
  private static final String HEAD =
      """
      # Performance

      Written by code from [what a full run measured](performance/measured.json) and not by hand; a test compares the two.
      `mvn -q -Pratios -Dratios.full=true` measures everything anew and writes this page (hours; less with `-Dratios.rows`,
      `-Dratios.databases`, `-Dratios.peers`: what is not measured again stays). `mvn -q -Pratios` measures a million rows in
      a quarter of an hour and changes no page.

      ## What is measured

      A table of twelve columns (a number, eight texts, a decimal, a truth value, a timestamp) is kept in step with another,
      by a sync that trims the texts and deletes what is gone; settings and state store (a SQLite file) are the defaults.

      | job | what happens | limit |
      |---|---|---|
      | A | the first sync, into an empty table and an empty state store | COPY out of the one into COPY into the other; SQLite: `INSERT … SELECT` from the attached file; MariaDB: a plain read into COPY |
      | B | the same again, nothing has changed | a plain JDBC read: every cell in its own type, 10,000 rows at a time |
      | C | one row of a thousand has changed | the same |
      | D | a thousand rows are deleted (of less than 100,000 rows, one of a hundred) | the same |
      | E | as many rows have changed, and a sync that reads by cursor (an indexed `updated_at`) looks for them | the same: the whole table |

      Everybody is a process of its own with the same heap, warms up by what it does, and takes turns with the others in
      every round. Servers run on the same machine with `fsync` on; between two jobs the disk writes of the first are
      waited for, and source and destination are compared after each of ours. Tables give medians. Differences under 20 % are
      ties.

      The peers do less: they read with a cursor, trim, and upsert in batches of 2,000 that the driver rewrites (Spring
      Batch and Easy Batch with their JDBC readers and writers, Camel with a streamed query in batches). They keep no
      state, hash nothing and delete nothing; so B is for them A over again. *Distinct* is the same with an upsert that
      leaves equal rows alone (`WHERE … IS DISTINCT FROM …`).
      """;

  private final List<Measurement> measurements;
  private final Optional<Parts> parts;

  private PerformancePage(List<Measurement> measurements, Optional<Parts> parts) {
    this.measurements = measurements;
    this.parts = parts;
  }

  /**
   * Writes the page anew without measuring.
   *
   * @param args none; the folder of the documents is the system property {@code ratios.docs}
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(System.getProperty("ratios.docs", "../docs")));
  }

  /**
   * Writes the page and its charts, and takes charts away that no measurement is left of.
   *
   * @param docs the folder of the documents
   */
  public static void write(Path docs) throws IOException {
    Path charts = Files.createDirectories(docs.resolve("performance"));
    Map<String, String> files = files(docs);
    try (var old = Files.newDirectoryStream(charts, "*.svg")) {
      for (Path chart : old) {
        if (!files.containsKey("performance/" + chart.getFileName())) {
          Files.delete(chart);
        }
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(docs.resolve(file.getKey()), file.getValue());
    }
  }

  /** What is to be written: contents by path. */
  static Map<String, String> files(Path docs) throws IOException {
    var measured = new MeasurementFile(docs);
    var page = new PerformancePage(measured.read(), measured.parts());
    var files = new TreeMap<String, String>();
    files.put("performance.md", page.text());
    for (Measurement measurement : page.measurements) {
      var section = new Section(measurement);
      files.put(section.timeChart(), new TimeChart(measurement).drawn());
      if (!measurement.profiles().isEmpty()) {
        files.put(section.profileChart(), new ProfileChart(measurement).drawn());
      }
    }
    return files;
  }

  private String text() {
    return HEAD
        + "\n## In short\n\n"
        + "How many times as long as its limit each job takes, and the most memory that it takes (heap in use after a"
        + " collection, and all that the process has).\n\n"
        + "| | rows | A | B | C | D | E | A, µs a row | B, µs a row | heap, MB | resident, MB | measured |\n"
        + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n"
        + measurements.stream().map(PerformancePage::line).collect(Collectors.joining())
        + measurements.stream()
            .map(measurement -> new Section(measurement).text())
            .collect(Collectors.joining())
        + parts.map(PerformancePage::parts).orElse("");
  }

  private static String parts(Parts parts) {
    return "\n## Single steps\n\n"
        + String.format(
            Locale.ROOT,
            "One record of twelve fields, measured with JMH (`-Dratios.main=%s`): %s, commit %s; %s.\n\n",
            "dev.syncline.benchmarks.parts.PartsRun",
            parts.date(),
            parts.commit(),
            parts.machine())
        + "| benchmark | with | ns a record | bytes allocated |\n|---|---|---:|---:|\n"
        + parts.parts().stream()
            .map(
                part ->
                    String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %,.0f ± %,.0f | %,.0f |\n",
                        part.name(),
                        part.parameters().entrySet().stream()
                            .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                            .collect(Collectors.joining(", ")),
                        part.nanos(),
                        part.error(),
                        part.bytes()))
            .collect(Collectors.joining());
  }

  private static String line(Measurement measurement) {
    Samples samples = measurement.measured();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.2f | %.2f | %.2f | %s | %.2f | %.2f | %.0f | %.0f | %s |\n",
        Names.site(measurement.site()),
        measurement.rows(),
        samples.median("A") / samples.median("copy"),
        samples.median("B") / samples.median("read"),
        samples.median("C") / samples.median("read"),
        samples.median("D") / samples.median("read"),
        samples.has("E")
            ? String.format(Locale.ROOT, "%.2f", samples.median("E") / samples.median("read"))
            : "",
        samples.median("A") * 1e6 / measurement.rows(),
        samples.median("B") * 1e6 / measurement.rows(),
        samples.highest("heap"),
        samples.highest("resident"),
        measurement.date());
  }
}
