package dev.syncline.examples.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.reliability.Claims.Claim;
import dev.syncline.examples.reliability.TestResults.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes docs/reliability.md from the reports of the tests and from what the long suites counted
 * ({@code target/reliability} of every module). A test that did not run, or failed, is an error.
 */
final class ReliabilityPage {
  private final Path root;
  private final TestResults results;
  private final List<String> missing = new ArrayList<>();

  private ReliabilityPage(Path root) throws IOException {
    this.root = root;
    this.results = TestResults.under(root);
  }

  /**
   * Writes the page.
   *
   * @param args the folder of the parent pom
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    var page = new ReliabilityPage(root);
    String text = page.text();
    if (!page.missing.isEmpty()) {
      throw new IllegalStateException(
          "these tests failed, or did not run in the last build: " + page.missing);
    }
    Files.writeString(root.resolve("docs/reliability.md"), text);
    System.out.println("wrote docs/reliability.md");
  }

  private String text() throws IOException {
    return "# Reliability\n\n"
        + "Written by the build from what its suites counted ("
        + LocalDate.now(ZoneOffset.UTC)
        + ", JDK "
        + System.getProperty("java.version")
        + "); not by hand. `mvn -Pslow,crash,reliability verify` writes it anew.\n\n"
        + "## The ten guarantees\n\n"
        + "| guarantee | tests | what they try | result |\n|---|---|---|---|\n"
        + rows(Claims.GUARANTEES)
        + "\n## What they rest on\n\n"
        + "| part | tests | what they try | result |\n|---|---|---|---|\n"
        + rows(Claims.PARTS)
        + "\n## Counted\n\n"
        + simulations()
        + crashes()
        + "\n## Bugs that others had\n\n"
        + "Public reports, and the test that would catch the same here.\n\n"
        + "| reported | what happened | our test | result |\n|---|---|---|---|\n"
        + Claims.PAINS.stream()
            .map(claim -> row(claim.what(), claim.tried(), tests(claim), result(claim)))
            .collect(Collectors.joining());
  }

  private String rows(List<Claim> claims) {
    return claims.stream()
        .map(claim -> row(claim.what(), tests(claim), claim.tried(), result(claim)))
        .collect(Collectors.joining());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String tests(Claim claim) {
    return claim.tests().stream().map(test -> "`" + test + "`").collect(Collectors.joining("<br>"));
  }

  private String result(Claim claim) {
    var sum = new Count(0, 0);
    for (TestName test : claim.tests()) {
      Count count = results.of(test);
      if (count.passed() == 0 || count.failed() > 0) {
        missing.add(test.toString());
      }
      sum = sum.plus(count);
    }
    return sum.passed() + " passed";
  }

  private String simulations() throws IOException {
    var text = new StringBuilder();
    for (JsonNode run : counted("simulation")) {
      String where = run.path("file").asText().contains("sqlite") ? "on SQLite" : "in memory";
      text.append(
          String.format(
              Locale.ROOT,
              "Simulation %s: %,d seeded histories of %.1f steps on average, %s.%n%n",
              where,
              run.path("histories").asLong(),
              run.path("meanSteps").asDouble(),
              run.path("failed").asBoolean() ? "**one failed**" : "none failed"));
      text.append(coverage(run.path("coverage")));
    }
    return text.toString();
  }

  private static String coverage(JsonNode coverage) {
    var stages = new TreeMap<String, Boolean>();
    coverage.forEach(fault -> fault.fieldNames().forEachRemaining(s -> stages.put(s, true)));
    var text = new StringBuilder("| fault |");
    stages.keySet().forEach(stage -> text.append(' ').append(stage).append(" |"));
    text.append("\n|---|").append("---:|".repeat(stages.size())).append('\n');
    for (var fault : coverage.properties()) {
      text.append("| ").append(fault.getKey()).append(" |");
      for (String stage : stages.keySet()) {
        JsonNode count = fault.getValue().get(stage);
        text.append(' ')
            .append(count == null ? "" : String.format(Locale.ROOT, "%,d", count.asLong()))
            .append(" |");
      }
      text.append('\n');
    }
    return text.append('\n').toString();
  }

  private String crashes() throws IOException {
    var text =
        new StringBuilder(
            "Real processes, killed with SIGKILL while the source changed in between; then source"
                + " and destination compared row by row:\n\n"
                + "| destination | kills | while writing | between write and checkpoint | rows |"
                + " lost | doubled | left over |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (JsonNode run : counted("crash-")) {
      text.append("| ").append(run.path("destination").asText());
      for (String field :
          List.of("kills", "writing", "beforeCheckpoint", "rows", "lost", "doubled", "leftOver")) {
        text.append(" | ").append(String.format(Locale.ROOT, "%,d", run.path(field).asLong()));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private List<JsonNode> counted(String name) throws IOException {
    var found = new ArrayList<JsonNode>();
    var json = new ObjectMapper();
    try (var modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/reliability");
        if (Files.isDirectory(folder)) {
          try (var files = Files.newDirectoryStream(folder, name + "*.json")) {
            for (Path file : files) {
              var node = (ObjectNode) json.readTree(file.toFile());
              found.add(node.put("file", file.getFileName().toString()));
            }
          }
        }
      }
    }
    if (found.isEmpty()) {
      missing.add(name + "*.json");
    }
    return found;
  }
}
