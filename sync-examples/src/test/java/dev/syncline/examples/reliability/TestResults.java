package dev.syncline.examples.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What the last build's tests said, from the reports under every module's {@code target}. */
final class TestResults {
  private final List<Result> results;

  private TestResults(List<Result> results) {
    this.results = results;
  }

  static TestResults under(Path root) throws IOException {
    var results = new ArrayList<Result>();
    try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path module : modules) {
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
          Path reports = module.resolve("target").resolve(folder);
          if (Files.isDirectory(reports)) {
            read(reports, results);
          }
        }
      }
    }
    return new TestResults(results);
  }

  private static void read(Path reports, List<Result> results) throws IOException {
    try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (Path file : files) {
        var cases =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        // Tests of a contract bear the contract's name; the file has that of who passes it.
        String report = file.getFileName().toString();
        String type = report.substring("TEST-".length(), report.length() - ".xml".length());
        for (int i = 0; i < cases.getLength(); i++) {
          results.add(result(type, (Element) cases.item(i)));
        }
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("a test report under " + reports + " cannot be read", e);
    }
  }

  private static Result result(String type, Element test) {
    // Parameters and repetitions stand behind the method's name.
    String method = test.getAttribute("name").split("[({\\[ ]", 2)[0];
    boolean failed =
        test.getElementsByTagName("failure").getLength() > 0
            || test.getElementsByTagName("error").getLength() > 0;
    boolean skipped = test.getElementsByTagName("skipped").getLength() > 0;
    return new Result(type.substring(type.lastIndexOf('.') + 1), method, failed, skipped);
  }

  /** How the tests of a name ended. */
  Count of(TestName name) {
    long passed = 0;
    long failed = 0;
    for (Result result : results) {
      if (name.matches(result.type(), result.method()) && !result.skipped()) {
        passed += result.failed() ? 0 : 1;
        failed += result.failed() ? 1 : 0;
      }
    }
    return new Count(passed, failed);
  }

  /**
   * How many tests passed and failed; what was skipped is neither.
   *
   * @param passed how many passed
   * @param failed how many failed
   */
  record Count(long passed, long failed) {
    Count plus(Count other) {
      return new Count(passed + other.passed, failed + other.failed);
    }
  }

  private record Result(String type, String method, boolean failed, boolean skipped) {}
}
