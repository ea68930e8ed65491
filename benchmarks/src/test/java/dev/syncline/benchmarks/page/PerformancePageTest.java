package dev.syncline.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.benchmarks.results.Machine;
import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.MeasurementFile;
import dev.syncline.benchmarks.results.Parts;
import dev.syncline.benchmarks.results.Parts.Part;
import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Profile.Frame;
import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.Profile.ThreadTime;
import dev.syncline.benchmarks.results.WorkNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir Path docs;

  @Test
  void pageAndChartsSayWhatWasMeasured() throws IOException {
    for (Map.Entry<String, String> file : PerformancePage.files(DOCS).entrySet()) {
      assertThat(DOCS.resolve(file.getKey()))
          .as("written by hand, or out of date; -Dratios.main=%s", PerformancePage.class.getName())
          .hasContent(file.getValue());
    }
  }

  @Test
  void noChartIsLeftOfWhatIsNotMeasuredAnyMore() throws IOException {
    try (Stream<Path> charts = Files.list(DOCS.resolve("performance"))) {
      assertThat(charts.map(Path::getFileName).map(Path::toString).filter(f -> f.endsWith(".svg")))
          .allSatisfy(
              chart -> assertThat(PerformancePage.files(DOCS)).containsKey("performance/" + chart));
    }
  }

  @Test
  void tellsMediansRatiosAndTheBetterVariantOfEachPeer() throws IOException {
    new MeasurementFile(docs).put(measurement(1_000_000, 6));
    PerformancePage.write(docs);

    assertThat(docs.resolve("performance.md"))
        .content()
        .contains("## PostgreSQL → PostgreSQL, 1,000,000 rows")
        .contains(
            "2026-01-02, commit abc; 2 × A processor, 4 GiB, Linux, JVM; heap 256m (ours with -Xss1m). X 1.")
        .contains("| A | 3 | 6.00 | 5.00 to 9.00 | 4.00 | 1.50 |")
        .contains("| B | 3 | 2.00 | 2.00 to 2.00 | 1.60 | 1.25 |")
        .contains("| Easy Batch | 1 | 18.00 | 3.00 | 20.00 | 10.00 | 5.00 |")
        .contains(
            "The thread that loads sets the pace: waiting for the other threads 60 %, record states 40 %.")
        .contains("| `a.B.c` | record states | 12.5 % |")
        .doesNotContain("Apache Camel |");
  }

  @Test
  void aNewMeasurementTakesThePlaceOfTheOldAndStandsInOrder() throws IOException {
    var file = new MeasurementFile(docs);
    file.put(measurement(1_000_000, 5));
    file.put(measurement(10_000_000, 50));
    file.put(measurement(100_000, 1));
    file.put(measurement(1_000_000, 6));

    assertThat(file.read())
        .extracting(Measurement::rows, m -> m.measured().median("A"))
        .containsExactly(tuple(100_000L, 1.0), tuple(1_000_000L, 6.0), tuple(10_000_000L, 50.0));
  }

  @Test
  void whatIsNotMeasuredAnyMoreLosesItsCharts() throws IOException {
    Path old = Files.createDirectories(docs.resolve("performance")).resolve("old-seconds.svg");
    Files.writeString(old, "<svg/>");
    new MeasurementFile(docs).put(measurement(1_000_000, 6));
    PerformancePage.write(docs);

    assertThat(old).doesNotExist();
    assertThat(docs.resolve("performance/pg-1m-seconds.svg")).exists();
    assertThat(docs.resolve("performance/pg-1m-threads.svg")).exists();
  }

  @Test
  void tellsWhatSingleStepsCostIfThatWasMeasured() throws IOException {
    new MeasurementFile(docs).put(measurement(1_000_000, 6));
    assertThat(PerformancePage.files(docs).get("performance.md")).doesNotContain("Single steps");

    new MeasurementFile(docs)
        .put(
            new Parts(
                "2026-01-03",
                "def",
                new Machine("Linux", "A processor", 2, 4, "JVM"),
                List.of(
                    new Part(
                        "XBenchmark.step", Map.of("rows", "7", "in", "a"), 1234.5, 6.0, 24.0))));

    assertThat(PerformancePage.files(docs).get("performance.md"))
        .contains("2026-01-03, commit def; 2 × A processor")
        .contains("| `XBenchmark.step` | in a, rows 7 | 1,235 ± 6 | 24 |");
  }

  @Test
  void chartsAreWellFormed() throws Exception {
    new MeasurementFile(docs).put(measurement(1_000_000, 6));
    for (Map.Entry<String, String> file : PerformancePage.files(docs).entrySet()) {
      if (file.getKey().endsWith(".svg")) {
        Path chart = Files.writeString(docs.resolve("chart.svg"), file.getValue());
        assertThat(
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(chart.toFile())
                    .getElementsByTagName("rect")
                    .getLength())
            .isGreaterThan(3);
      }
    }
  }

  private static Measurement measurement(long rows, double a) {
    var samples = new TreeMap<String, List<Double>>();
    samples.put("A", List.of(a + 3, a, a - 1));
    samples.put("copy", List.of(4.0));
    samples.put("read", List.of(1.6));
    for (String job : List.of("B", "C", "D")) {
      samples.put(job, List.of(2.0, 2.0, 2.0));
    }
    samples.put("easybatch_A", List.of(18.0));
    samples.put("easybatch_B", List.of(20.0));
    samples.put("easybatch_distinct_B", List.of(10.0));
    samples.put("heap", List.of(20.0, 30.0));
    samples.put("resident", List.of(200.0));
    var threads =
        List.of(
            new ThreadTime("reads", List.of(new Share(WorkNames.WAITING, 0.9))),
            new ThreadTime(
                "loads",
                List.of(new Share(WorkNames.STATE, 0.4), new Share(WorkNames.WAITING, 0.6))));
    return new Measurement(
        "pg",
        rows,
        "2026-01-02",
        "abc",
        new Machine("Linux", "A processor", 2, 4, "JVM"),
        Map.of("X", "1"),
        "256m",
        List.of("-Xss1m"),
        samples,
        Map.of(
            "A",
            new Profile(6, 0.1, threads, List.of(new Frame("a.B.c", WorkNames.STATE, 0.125)))));
  }
}
