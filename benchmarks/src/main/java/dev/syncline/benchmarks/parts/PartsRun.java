package dev.syncline.benchmarks.parts;

import dev.syncline.benchmarks.page.PerformancePage;
import dev.syncline.benchmarks.results.Checkout;
import dev.syncline.benchmarks.results.Machine;
import dev.syncline.benchmarks.results.MeasurementFile;
import dev.syncline.benchmarks.results.Parts;
import dev.syncline.benchmarks.results.Parts.Part;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs every JMH benchmark of this module, with the bytes that each allocates. */
public final class PartsRun {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private PartsRun() {}

  /**
   * Measures and writes the page anew.
   *
   * @param args none; the folder of the documents is the system property {@code ratios.docs}
   */
  public static void main(String[] args) throws Exception {
    Path docs = Path.of(System.getProperty("ratios.docs", "../docs"));
    var options =
        new OptionsBuilder()
            .include("dev\\.syncline\\..*Benchmark")
            .addProfiler(GCProfiler.class)
            .build();
    List<Part> parts = new Runner(options).run().stream().map(PartsRun::part).toList();
    new MeasurementFile(docs)
        .put(
            new Parts(
                LocalDate.now(ZoneOffset.UTC).toString(),
                Checkout.commit(docs),
                Machine.here(),
                parts));
    PerformancePage.write(docs);
  }

  private static Part part(RunResult result) {
    String name = result.getParams().getBenchmark();
    Map<String, String> parameters = new HashMap<>();
    for (String key : result.getParams().getParamsKeys()) {
      parameters.put(key, result.getParams().getParam(key));
    }
    return new Part(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        parameters,
        rounded(result.getPrimaryResult().getScore()),
        rounded(result.getPrimaryResult().getScoreError()),
        result.getSecondaryResults().entrySet().stream()
            .filter(secondary -> secondary.getKey().endsWith(ALLOCATED))
            .map(Map.Entry::getValue)
            .mapToDouble(allocated -> allocated.getScore())
            .map(PartsRun::rounded)
            .findFirst()
            .orElseThrow());
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
