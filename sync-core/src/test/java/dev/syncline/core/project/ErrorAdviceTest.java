package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.api.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error says where it is and what to do, and none hides another. */
class ErrorAdviceTest {
  private static final Pattern PLACE = Pattern.compile("p\\.yaml:[1-9]\\d*:[1-9]\\d*: .*");
  private static final Pattern ADVICE =
      Pattern.compile(
          "did you mean '|; known: |\\bmust\\b|\\bneeds?\\b|such as|has 1 to 128|is '|'all' stands"
              + "|[;,] (so )?(add|begin|check|close|correct|give|leave|map|name|put|rename|save|set|say|swap"
              + "|take|to feed|use|write)\\b|write '|is not set; set it");

  /** What stands in no other table. */
  private static final List<String> MORE =
      List.of(
          "secretFields: id",
          "delta: full\n    secretFields: x",
          "limits: {burst: 2}",
          "limits: {requestsPerSecond: -1}",
          "limits: {breaker: {pause: 0s}}",
          "atLeastOnce: yes",
          "ephemeral: true",
          "delta: {overlap: -PT5S}",
          "deletes: {by: absence, field: gone}",
          "deletes: {by: flag, field: gone, confirmed: true}",
          "settings: {deadline: soon}",
          "normalize: {scale: {a: 101}}",
          "normalize: {bool: {a: {yes: [x], no: [x]}}}",
          "normalize: {bool: {a: {yes: [''], no: [x]}}}",
          "normalize: {off: {a: []}}",
          "normalize: {date: {a: MM-dd}}",
          "normalize: {date: {a: uuuu-MM-dd hh:mm}}",
          "normalize: {time: {a: uuuu}}",
          "normalize: {decimal: {a: {decimalSeparator: '.', groupingSeparator: '.'}}}",
          "normalize: {decimal: {a: {grouping: indian}}}",
          "normalize: {decimal: {a: {decimalSeparator: 5}}}",
          "normalize: {date: {a: {pattern: '%y-%m-%d', twoDigitYearsFrom: 0}}}",
          "normalize: {values: {a: {}}}",
          "normalize: {nullIf: {a: []}}",
          "normalize: {trim: ''}",
          "validate: {length: {a: {}}}",
          "validate: {length: {a: {min: 3, max: 1}}}",
          "validate: {range: {a: {}}}",
          "validate: {range: {a: {min: 3, max: 1}}}",
          "validate: {oneOf: {a: []}}",
          "validate: {required: []}",
          "validate: {type: {a: {message: x}}}",
          "map: {a: []}",
          "map: {a: [[b]]}",
          "map: [[a]]",
          "map: 5",
          "map: [{field: a, values: 3}]",
          "parents: {p: {sync: s, key: id, deferred: true, optional: false}}",
          "map: {a: p}\n    parents: {p: {sync: s, key: id}}",
          "transform: 7",
          "transform: [{type: '', x: 1}]",
          "source: {}",
          "source: 5");

  static Stream<String> files() {
    var documents = ProjectErrorsTest.documents().map(it -> (String) it.get()[0]);
    var parts = ProjectErrorsTest.parts().map(it -> (String) it.get()[0]);
    var more =
        Stream.of(
            ProjectErrorsTest.SYNC.replace("connection: shop, key", "connection: sohp, key"),
            ProjectErrorsTest.SYNC.replace("connection: shop, table", "table"),
            ProjectErrorsTest.SYNC.replace("{type: db}", "{type: db, v: \"${UNSET}\"}"),
            ProjectErrorsTest.SYNC.replace("{type: db}", "{type: db, v: \"${\"}"),
            ProjectErrorsTest.SYNC.replace("name: s", "name: ''"),
            ProjectErrorsTest.SYNC + "profiles: {a: {syncs: []}}",
            ProjectErrorsTest.SYNC + "profiles: {a: {syncs: {s: 5}}}",
            ProjectErrorsTest.SYNC + "profiles: 5",
            "connections: {}\nsyncs:\n  - {name: s, source: {type: t, key: id}}\n",
            "connections:\n  c: {type: t\n",
            "connections:\n c: {}\n  d: {}\n",
            "connections: 'a\n",
            "connections: @a\n",
            "connections: %a\n",
            "connections: {a: b: c}\n",
            "a\u0001: b\n");
    return Stream.of(
            documents, Stream.concat(parts, MORE.stream()).map(ErrorAdviceTest::file), more)
        .flatMap(it -> it);
  }

  private static String file(String part) {
    return ProjectErrorsTest.SYNC + "    " + part + "\n";
  }

  private static List<String> errors(String yaml) {
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(yaml, "p.yaml", Map.of()));
    assertThat(e).as("the file is taken: " + yaml).isNotNull();
    assertThat(e.location()).isPresent();
    return e.getMessage().lines().toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyErrorHasAPlaceAndSaysWhatToDo(String yaml) {
    assertThat(errors(yaml))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches(PLACE))
        .allSatisfy(line -> assertThat(line).containsPattern(ADVICE));
  }

  static List<String> parts() {
    return ProjectErrorsTest.parts().map(it -> (String) it.get()[0]).toList();
  }

  /** Each of the table's errors, followed by the next one of the table in a second sync. */
  @Test
  void twoErrorsOfAFileAreToldInTheirOrder() {
    // The second sync is called t.
    var parts = parts().stream().filter(part -> !part.contains("sync: ")).toList();
    for (int i = 0; i + 1 < parts.size(); i++) {
      String first = file(parts.get(i));
      String second = file(parts.get(i + 1)).replace("name: s\n", "name: t\n");
      String rest = second.substring(second.indexOf("  - name"));
      int lines = (int) first.lines().count() - 2;
      var expected =
          Stream.concat(
                  errors(first).stream(), errors(second).stream().map(line -> shifted(line, lines)))
              .toList();
      var found = errors(first + rest).stream().map(ErrorAdviceTest::place).toList();
      assertThat(found)
          .as(first + rest)
          .isEqualTo(expected.stream().map(ErrorAdviceTest::place).toList());
    }
  }

  private static String place(String line) {
    return line.replaceFirst("(:\\d+:\\d+: [^:]*):.*", "$1");
  }

  private static String shifted(String line, int by) {
    var at = Pattern.compile("p\\.yaml:(\\d+):(\\d+): syncs\\[0](.*)").matcher(line);
    assertThat(at.matches()).as(line).isTrue();
    return "p.yaml:"
        + (Integer.parseInt(at.group(1)) + by)
        + ":"
        + at.group(2)
        + ": syncs[1]"
        + at.group(3);
  }

  /** Each section tells all that is wrong in it. */
  @Test
  void aSectionTellsAllOfItsErrors() {
    assertThat(
            errors(
                file(
                    "settings: {batchRows: many, queueCapacity: 0, deadline: soon, batchBytes: 8 MB,"
                        + " batch: 1}")))
        .hasSize(5);
  }

  @Test
  void aLargeFileThatIsWrongAllOverIsRefusedSoon() {
    var yaml = new StringBuilder("connections:\n");
    for (int i = 0; yaml.length() < 1_000_000; i++) {
      yaml.append("  connection").append(i).append(": {type: []}\n");
    }
    long start = System.nanoTime();
    var errors = errors(yaml.toString());
    assertThat(errors).hasSize(101);
    assertThat(errors.get(100)).startsWith("and more");
    errors("a".repeat(500_000) + ": 1\n" + "b".repeat(500_000) + ": 2\n");
    errors("syncs: [" + "{source: {connection: x}},".repeat(30_000) + "]");
    errors("x: 1\n".repeat(200_000));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
