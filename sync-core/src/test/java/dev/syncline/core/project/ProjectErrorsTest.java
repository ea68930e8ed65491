package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectErrorsTest {
  static final String SYNC =
      """
      connections: {shop: {type: db}}
      syncs:
        - name: s
          source: {connection: shop, key: id}
          destination: {connection: shop, table: t}
      """;

  /** Text and what its only error says, without the name of the file. */
  static Stream<Arguments> documents() {
    return WrongDocuments.documents();
  }

  /** A line added to a good sync, and what its only error says. */
  static Stream<Arguments> parts() {
    return WrongParts.parts();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void tellsWhereADocumentIsWrong(String yaml, String expected) {
    assertThat(refuse(yaml)).hasMessage("p.yaml:" + expected);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void tellsWhereASyncIsWrong(String part, String expected) {
    assertThat(refuse(SYNC + "    " + part + "\n")).hasMessage("p.yaml:" + expected);
  }

  @Test
  void namesAFileThatDoesNotExist(@TempDir Path folder) {
    Path file = folder.resolve("absent.yml");
    assertThatThrownBy(() -> SyncProject.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(file + ":1:1: the file does not exist; check its path");
  }

  @Test
  void anErrorWithoutAnyPlaceIsItsMessageAlone() {
    assertThat(new ConfigurationException(Location.ofPath(""), "wrong")).hasMessage("wrong");
    assertThat(new ConfigurationException(Location.ofPath("a.b"), "wrong"))
        .hasMessage("a.b: wrong");
  }

  /** By Levenshtein's distance both names would be two edits away, and 'male' come first. */
  @Test
  void twoSwappedLettersAreOneSlip() {
    assertThat(Nearest.to("nmae", List.of("male", "name"))).hasValue("name");
    assertThat(refuse(SYNC.replace("name: s", "nmae: s")))
        .hasMessageContaining("unknown setting 'nmae'; did you mean 'name'?");
  }

  @Test
  void givesTheFirstErrorAsItsPlace() {
    var e = refuse(SYNC + "    delta: hsah\n    wrong: 1\n");
    assertThat(e.location()).hasValue(new Location("p.yaml", 6, 12, "syncs[0].delta"));
  }

  @Test
  void tellsEveryErrorOfAFileInItsOrder() {
    var e =
        refuse(
            """
            connections:
              shop: {typ: db}
              crm: {type: rest, url: "${URL}"}
            syncs:
              - name: a b
                source: {connection: shpo, key: id}
                normalize:
                  trimm: x
                  timestamp: {at: nowhere, by: UTC}
                destination: {connection: crm}
              - source: {type: t}
                delta: never
              - name: c
                source: {type: t, key: [id, id]}
                destination: {type: local}
                parents: {p: {sync: cc, key: a}}
              - name: c
                source: {type: t, key: id}
                destination: {type: t}
            other: 1
            """);
    assertThat(e.getMessage().lines())
        .containsExactly(
            "p.yaml:2:3: connections.shop.type: 'type' is missing; add it: what kind of system it"
                + " is, such as jdbc",
            "p.yaml:3:26: connections.crm.url: the environment variable 'URL' is not set; set it,"
                + " or write ${URL:-default}",
            "p.yaml:5:11: syncs[0].name: a sync's name has 1 to 128 letters, digits, '.', '_' and"
                + " '-', not 'a b'",
            "p.yaml:6:26: syncs[0].source.connection: there is no connection 'shpo'; did you mean"
                + " 'shop'?",
            "p.yaml:8:7: syncs[0].normalize.trimm: unknown rule 'trimm'; did you mean 'trim'?",
            "p.yaml:9:23: syncs[0].normalize.timestamp.at: 'nowhere' is no time zone; write one"
                + " such as Europe/Berlin or UTC",
            "p.yaml:11:5: syncs[1].name: 'name' is missing; add it: the sync's name: letters, digits,"
                + " '.', '_' and '-'",
            "p.yaml:11:5: syncs[1].destination: 'destination' is missing; add it: where the records"
                + " are written",
            "p.yaml:11:5: syncs[1].source.key: 'key' is missing; add it: the field, or the fields,"
                + " that identify a record, such as id",
            "p.yaml:12:12: syncs[1].delta: 'delta' cannot be 'never'; known: full, hash,"
                + " rowversion, timestamp",
            "p.yaml:14:23: syncs[2].source.key: the key names 'id' twice; name it once",
            "p.yaml:15:25: syncs[2].destination.type: 'local' is for components made in code; name the"
                + " type of a provider",
            "p.yaml:16:25: syncs[2].parents.p.sync: there is no sync 'cc'; did you mean 'c'?",
            "p.yaml:17:11: syncs[3].name: there are two syncs 'c'; the other one stands in line 13;"
                + " give one of them another name",
            "p.yaml:20:1: other: unknown setting 'other'; known: catalogs, connections, profiles, stateStore, syncs");
  }

  @Test
  void neverShowsWhatMayBeSecret() {
    var environment = Map.of("NAME", "hush hush", "N", "4711", "ZONE", "Hush/Hush", "D", "9 hush");
    String yaml =
        """
        connections:
          shop: {type: db, password: hushhush}
          crm: hush-${N}
          apiToken: hushed
        stateStore: {type: t, token: {a: hush}, token: hushed}
        syncs:
          - name: ${NAME}
            source: {connection: "${NAME}", key: id}
            normalize: {timestamp: {at: "${ZONE}"}}
            map: {id: "${NAME}", id: "${ZONE}"}
            destination: {type: t}
            delta: {overlap: "${D}", reconcileEvery: "${NAME}"}
            deletes: {by: absence, atMostPercent: "${N}"}
            settings: {batchRows: "-${N}", leaseTtl: "${MISSING}"}
            validate: {length: {a: {min: "${N}", max: 1}}, range: {a: {min: "${NAME}"}}}
        """;
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(yaml, "p.yaml", environment));
    assertThat(e.getMessage().lines()).hasSizeGreaterThan(9);
    assertThat(e.getMessage())
        .doesNotContainIgnoringCase("hush")
        .doesNotContain("4711")
        .contains("'***'")
        .contains("'MISSING'");
  }

  @Test
  void doesNotQuoteLinesOfABrokenFile() {
    var e = refuse("connections:\n  c: {type: t, password: hush\n  d: {type: t}\n");
    assertThat(e.getMessage()).startsWith("p.yaml:3:").doesNotContain("hush");
  }

  @Test
  void showsTheRightFormOfAPlaceholder() {
    for (String bad : new String[] {"${", "${}", "${a b}", "${A", "${A:b}", "${1A}"}) {
      var e = refuse("connections:\n  c:\n    type: t\n    v: \"" + bad + "\"\n");
      assertThat(e)
          .hasMessage(
              "p.yaml:4:8: connections.c.v: a placeholder is written ${NAME} or ${NAME:-default};"
                  + " for a plain '${' write '$${'");
    }
  }

  /** Whatever a file holds, the answer is a project or a configuration error with a place. */
  @Test
  void survivesBrokenFiles() {
    String good =
        SYNC
            + """
                normalize: {trim: [a, b], timestamp: {at: {zone: UTC, pattern: "uuuu-MM-dd"}}}
                validate: {required: a, oneOf: {a: [1, x]}, matches: {a: {pattern: .*, flags: literal}}}
                map: [{field: a, to: b, values: {x: 1}, otherwise: 2}, {constant: 1, to: c}]
                lookups: {l: {file: a.csv, key: k}}
                filter: {keep: "a > 1 and in(b, 'x')"}
                templates: {t: "{a}-{b.c[0]}"}
                compute: {d: "round(a * 2, 1)"}
                parents: {p: {sync: s, key: [a]}}
                delta: {strategy: hash, overlap: 5m}
            """
                .indent(0);
    SyncProject.parse(good, "p.yaml", Map.of());
    var random = new Random(42);
    String odd = "{}[]:,-&*!|>'\"%@`?#~\t\n $0a\u0000\uD83D";
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      var yaml = new StringBuilder(good);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(yaml.length());
        int until = Math.min(yaml.length(), at + random.nextInt(4));
        char c = odd.charAt(random.nextInt(odd.length()));
        yaml.replace(at, until, random.nextBoolean() ? String.valueOf(c) : "");
      }
      try {
        SyncProject.parse(yaml.toString(), "p.yaml", Map.of());
      } catch (ConfigurationException e) {
        refused++;
        assertThat(e.location()).isPresent();
        assertThat(e.getMessage()).startsWith("p.yaml:");
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static ConfigurationException refuse(String yaml) {
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(yaml, "p.yaml", Map.of()));
    assertThat(e).as("the file is taken").isNotNull();
    return e;
  }
}
