package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.Deletes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncProjectTest {
  private static final String PROJECT =
      """
      connections:
        shop: {type: jdbc, url: "jdbc:sqlite:shop.db", password: "${SHOP_PASSWORD:-}"}
        crm:
          type: rest
          url: ${CRM_URL}/v1
          token: ${CRM_TOKEN}
      stateStore: {type: sqlite, path: sync-state.db}
      syncs:
        - name: countries
          source: {connection: shop, table: countries, key: code}
          destination: {connection: crm, type: special, table: countries}
        - name: customers
          source:
            connection: shop
            query: >-
              SELECT * FROM customers
              WHERE x = '$${literal}'
            key: [tenant, id]
            cursor: updated_at
          destination: {connection: crm, table: customers}
      """;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CRM_URL", "https://crm.example", "CRM_TOKEN", "0123");

  @TempDir Path folder;

  @Test
  void readsConnectionsStateStoreAndSyncs() throws Exception {
    Path file = Files.writeString(folder.resolve("sync.yaml"), PROJECT);
    var project = SyncProject.load(file, ENVIRONMENT);

    assertThat(project.connections().keySet()).containsExactly("shop", "crm");
    assertThat(project.connections().get("shop").type()).isEqualTo("jdbc");
    assertThat(project.connections().get("shop").config())
        .isEqualTo(ComponentConfig.of(Map.of("url", "jdbc:sqlite:shop.db", "password", "")));
    assertThat(project.connections().get("crm").config().string("url"))
        .isEqualTo("https://crm.example/v1");
    assertThat(project.connections().get("crm").config().string("token")).isEqualTo("0123");
    assertThat(project.stateStore())
        .hasValue(
            new StateStoreSpec("sqlite", ComponentConfig.of(Map.of("path", "sync-state.db"))));
    assertThat(project.syncs()).hasSize(2);

    var countries = project.sync("countries");
    assertThat(countries.source().type()).isEqualTo("jdbc");
    assertThat(countries.source().config())
        .isEqualTo(
            ComponentConfig.of(
                Map.of("connection", "shop", "table", "countries", "key", List.of("code"))));
    assertThat(countries.destination().type()).isEqualTo("special");
    assertThat(countries.destination().config())
        .isEqualTo(ComponentConfig.of(Map.of("connection", "crm", "table", "countries")));

    var customers = project.sync("customers");
    assertThat(customers.source().key()).containsExactly("tenant", "id");
    assertThat(customers.source().config().string("query"))
        .isEqualTo("SELECT * FROM customers WHERE x = '${literal}'");
  }

  /** The text stands in the Javadoc of SyncProject, too. */
  @Test
  void readsTheExampleOfItsDocumentation() {
    var sync =
        parse(
                """
                connections:
                  shop: {type: jdbc, url: "jdbc:sqlite:shop.db", password: "${SHOP_PASSWORD:-}"}
                  crm: {type: jdbc, url: "jdbc:sqlite:crm.db"}
                stateStore: {type: sqlite, path: sync-state.db}
                syncs:
                  - name: customers
                    source: {connection: shop, query: SELECT * FROM customers, key: id}
                    normalize: {trim: name, timestamp: {created_at: Europe/Berlin}}
                    validate: {required: email, matches: {email: .+@.+}}
                    map: {id: customer_id, name: title, status: {to: state, values: {a: Active}}}
                    destination: {connection: crm, table: customers}
                    deletes: {by: absence, atMostPercent: 5}
                """)
            .sync("customers");
    assertThat(sync.mapping().targetsOf("id")).containsExactly("customer_id");
    assertThat(sync.deletes()).isEqualTo(Deletes.byAbsence().atMostPercent(5));
  }

  @Test
  void namesTheNearestSyncForOneThatThereIsNot() {
    var project = SyncProject.parse(PROJECT, "sync.yaml", ENVIRONMENT);
    assertThatThrownBy(() -> project.sync("customer"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is no sync 'customer'; did you mean 'customers'?");
  }

  @ParameterizedTest
  @CsvSource({
    "NO, NO",
    "no, no",
    "on, on",
    "Yes, Yes",
    "True, True",
    "0123, 0123",
    "0o17, 0o17",
    "0x1F, 0x1F",
    "1_000, 1_000",
    "12:30:45, 12:30:45",
    "1.50, 1.50",
    "1e3, 1e3",
    "+5, +5",
    "-0, -0",
    ".inf, .inf",
    "2024-01-01, 2024-01-01",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "true, true",
    "42, 42",
    "-1.5, -1.5",
    "<<, <<",
  })
  void keepsATextAsItIsWritten(String written, String text) {
    var project = parse("connections: {c: {type: t, v: " + written + "}}");
    assertThat(project.connections().get("c").config().string("v")).isEqualTo(text);
  }

  @Test
  void keepsTheTextsOfTables() {
    var project =
        parse(
            """
            syncs:
              - name: s
                source: {type: t, key: id}
                normalize: {values: {country: {NO: NORWAY, no: on, 0123: 0456}}}
                validate: {oneOf: {country: [NO, on, 0123, 5]}}
                destination: {type: t}
            """);
    var sync = project.sync("s");
    assertThat(sync.normalization().toString())
        .contains("{\"0123\"=\"0456\", \"NO\"=\"NORWAY\", \"no\"=\"on\"}");
    assertThat(sync.validation().toString()).contains("[\"0123\", \"5\", \"NO\", \"on\"]");
  }

  @Test
  void readsTypedSettingsAsTheBuildersGiveThem() {
    var config =
        parse("connections: {c: {type: t, n: 5, d: 0.5, b: true, q: \"5\", l: [1, a], s: {x: 1}}}")
            .connections()
            .get("c")
            .config();
    assertThat(config)
        .isEqualTo(
            ComponentConfig.of(
                Map.of(
                    "n",
                    5,
                    "d",
                    0.5,
                    "b",
                    true,
                    "q",
                    "5",
                    "l",
                    List.of(1, "a"),
                    "s",
                    Map.of("x", 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "${A}, a",
    "x${A}y${B}z, xaybz",
    "${B:-c}, b",
    "${EMPTY:-c}, c",
    "${EMPTY}, ''",
    "${NONE:-}, ''",
    "${NONE:-a:-b}, a:-b",
    "$${A}, ${A}",
    "$A, $A",
    "$$, $$",
    "${DOLLAR}, ${A}",
  })
  void fillsInTheEnvironment(String written, String text) {
    var environment = Map.of("A", "a", "B", "b", "EMPTY", "", "DOLLAR", "${A}");
    var yaml = "connections:\n  c:\n    type: t\n    v: " + written + "\n    q: \"" + written + '"';
    var config = SyncProject.parse(yaml, "f", environment).connections().get("c").config();
    assertThat(config.string("v")).isEqualTo(text);
    assertThat(config.string("q")).isEqualTo(text);
  }

  @Test
  void fillsInNumbers() {
    var yaml = "connections:\n  c:\n    type: t\n    v: ${N}\n    w: \"${N}\"";
    var config = SyncProject.parse(yaml, "f", Map.of("N", "5")).connections().get("c").config();
    assertThat(config.values()).containsEntry("v", 5L).containsEntry("w", "5");
    assertThat(config.integer("w", 0, 0, 10)).isEqualTo(5);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws Exception {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> SyncProject.load(missing, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("missing.yaml")
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> SyncProject.load(folder, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is a directory");
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
    assertThatThrownBy(() -> SyncProject.load(latin, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not written in UTF-8");
    Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> SyncProject.load(huge, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  private static SyncProject parse(String yaml) {
    return SyncProject.parse(yaml, "f", Map.of());
  }
}
