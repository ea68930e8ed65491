package dev.syncline.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MYSQL_DATABASE",
          "shop",
          "MYSQL_USER",
          "sync",
          "SMARTSUITE_TOKEN",
          "secret-token",
          "SMARTSUITE_ACCOUNT_ID",
          "s1234567");

  @TempDir Path folder;

  static MappingFile example(String name) throws Exception {
    return MappingFile.load(Path.of(MappingFileTest.class.getResource(name + ".yml").toURI()));
  }

  private static SyncProject project(MappingFile file) {
    return file.project(MigrationOptions.DEFAULT, ENVIRONMENT);
  }

  private static SyncProject expected(String syncs) {
    return SyncProject.parse(
        """
        connections:
          mysql:
            type: jdbc
            url: "jdbc:mysql://localhost:3306/shop?tinyInt1isBit=false"
            user: sync
            password: ""
          smartsuite:
            type: smartsuite
            url: https://app.smartsuite.com/api/v1
            token: secret-token
            account: s1234567
            plaintext: false
        stateStore: {type: sqlite, path: ./sync-state.db}
        syncs:
        """
            + syncs.indent(2),
        "expected.yml",
        Map.of());
  }

  @Test
  void theBareListItemOfTheSeedLoadsUnchanged() throws Exception {
    MappingFile file = example("seed-basic");

    assertThat(project(file))
        .isEqualTo(
            expected(
                """
                - name: customers
                  source:
                    connection: mysql
                    query: SELECT * FROM customers WHERE (updated_at >= :cursor OR :cursor IS NULL)
                    key: id
                  map: {id: customer_id, name: title}
                  destination: {connection: smartsuite, table: abc123, externalId: customer_id, zone: UTC}
                  deletes: absence
                """));
    assertThat(file.notes())
        .anyMatch(note -> note.contains("'external_id_field' is missing; the key 'id' feeds"));
  }

  @Test
  void theOlderTransformationsLoadUnchanged() throws Exception {
    assertThat(project(example("seed-transformations")))
        .isEqualTo(
            expected(
                """
                - name: orders
                  source:
                    connection: mysql
                    query: SELECT id, amount, items, status, created_date, updated_at FROM orders
                    key: id
                  normalize:
                    - decimal: amount
                    - decimal: items
                    - scale: {items: {digits: 0, rounding: down}}
                    - integer: items
                    - date: {created_date: {pattern: "%Y-%m-%d", dropTime: true}}
                    - text: status
                    - values: {status: {active: Active, inactive: Inactive}}
                  map:
                    id: order_id
                    amount: amount
                    items: items
                    status: status
                    created_date: created
                  destination: {connection: smartsuite, table: abc123, externalId: order_id, zone: UTC}
                  deletes: absence
                """));
  }

  @Test
  void everyFieldTypeLoadsUnchanged() throws Exception {
    SyncDefinition sync = project(example("every-type")).sync("every-type");

    assertThat(sync.mapping().targetsOf("id")).containsExactly("ext_id", "title");
    assertThat(sync.transforms()).hasSize(2);
    assertThat(example("every-type").notes())
        .singleElement()
        .asString()
        .endsWith("the sync 'every type' is called 'every-type' here");
  }

  @Test
  void theSyncsOfAFileKeepTheirOrderAndThoseSwitchedOffStayOut() throws Exception {
    MappingFile file = example("every-type");
    assertThat(file.names()).containsExactly(Map.entry("every type", "every-type"));

    MappingFile two =
        MappingFile.parse(
            minimal("one").replace("- name", "- enabled: no\n    name") + list(minimal("two!")),
            "two.yml");
    assertThat(two.names()).containsExactly(Map.entry("two!", "two-"));
    assertThat(two.notes())
        .anyMatch(note -> note.contains("'one' is not enabled"))
        .anyMatch(note -> note.contains("'two!' is called 'two-' here"));
  }

  private static String minimal(String name) {
    return """
        syncs:
          - name: %s
            source: {query: SELECT * FROM t, primary_key: id}
            destination: {table_id: abc123, field_mappings: {id: ext, name: title}}
        """
        .formatted(name);
  }

  private static String list(String file) {
    return file.substring(file.indexOf('\n') + 1);
  }

  @Test
  void thePrintedProjectMeansTheSame() throws Exception {
    for (String name : List.of("seed-basic", "seed-transformations", "every-type")) {
      MappingFile file = example(name);
      var options =
          MigrationOptions.DEFAULT
              .readEverythingEvery(java.time.Duration.ofDays(1))
              .zeroDates(MigrationOptions.ZeroDates.TO_NULL);
      Path printed = Files.writeString(folder.resolve(name + ".yml"), file.toYaml(options));

      assertThat(SyncProject.load(printed, ENVIRONMENT))
          .isEqualTo(file.project(options, ENVIRONMENT));
      assertThat(MappingFile.is(printed)).as("it is no mapping file any more").isFalse();
    }
  }

  @Test
  void withAnIntervalRunsReadWhatChanged() {
    String yaml =
        """
        syncs:
          - name: c
            source:
              query: |
                SELECT * FROM customers
                WHERE updated_at >= :last_sync_time OR :last_sync_time IS NULL
                ORDER BY updated_at ASC
              primary_key: id
              updated_at_field: updated_at
            destination: {table_id: abc123, field_mappings: {id: ext}, external_id_field: ext}
        """;
    var options = MigrationOptions.DEFAULT.readEverythingEvery(java.time.Duration.ofHours(6));
    SyncDefinition sync = MappingFile.parse(yaml, "m.yml").project(options, ENVIRONMENT).sync("c");

    assertThat(sync.source().cursor()).contains("updated_at");
    assertThat(sync.delta().reconcileEvery()).contains(java.time.Duration.ofHours(6));
    assertThat(sync.source().config().string("query"))
        .isEqualTo(
            """
            SELECT * FROM customers
            WHERE updated_at >= :cursor OR :cursor IS NULL
            ORDER BY updated_at ASC
            """);
  }

  @Test
  void allErrorsAreToldAtOnceWithTheirPlaces() {
    assertThatThrownBy(
            () ->
                MappingFile.parse(
                    """
                    syncs:
                      - name: orders
                        source:
                          query: SELECT * FROM orders WHERE u BETWEEN :last_sync_time AND NOW()
                          primry_key: id
                        destination:
                          field_mappings:
                            id: ext
                            amount: [a, b]
                          external_id_field: ext
                          field_types:
                            amount: {type: curency}
                            phone: {type: phonefield, default_type: mobile}
                          transformations:
                            day: {type: date, format: "%Q"}
                      - name: orders
                        source: nothing
                    """,
                    "sync_mappings.yml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            sync_mappings.yml:4:14: syncs[0].source.query: nobody can tell what this condition means in a run that reads everything, which has no last time; write (… :last_sync_time … OR :last_sync_time IS NULL)
            sync_mappings.yml:5:7: syncs[0].source.primry_key: unknown name 'primry_key'; did you mean 'primary_key'?
            sync_mappings.yml:7:7: syncs[0].destination: 'table_id' is missing; add it: the id of the SmartSuite table
            sync_mappings.yml:9:17: syncs[0].destination.field_mappings.amount: column 'amount' needs the slug of a field, not a list
            sync_mappings.yml:12:24: syncs[0].destination.field_types.amount.type: there is no type 'curency'; did you mean 'currency'?
            sync_mappings.yml:13:49: syncs[0].destination.field_types.phone.default_type: 'default_type' must be a whole number, not 'mobile'
            sync_mappings.yml:15:35: syncs[0].destination.transformations.day.format: '%Q' is no date pattern: unknown '%Q'; known: Y y m d H I M S f p b B a A j z Z e F T D R %; write one such as dd.MM.yyyy or %d.%m.%Y
            sync_mappings.yml:16:5: syncs[1]: 'destination' is missing; add it: the SmartSuite table and its fields
            sync_mappings.yml:16:11: syncs[1].name: there are two syncs 'orders'; the other one stands in line 2; give one of them another name
            sync_mappings.yml:17:13: syncs[1].source: 'source' must be a section of names and values, not 'nothing'
            """
                .stripTrailing());
  }

  @Test
  void whatIsNoYamlIsToldWithItsPlace() {
    assertThatThrownBy(() -> MappingFile.parse("syncs:\n  - name: [a\n", "m.yml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("m.yml:3:1: this is no YAML: ");
    assertThatThrownBy(() -> MappingFile.parse("", "m.yml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("m.yml:1:1: a mapping file is a list of syncs, not nothing");
  }

  @Test
  void whatWouldBeCreatedTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                MappingFile.parse(
                    minimal("a").replace("{id: ext, name: title}", "{name: title}"), "m.yml"))
        .hasMessageContaining("no field holds the key 'id'")
        .hasMessageContaining("add external_id_field");
    assertThatThrownBy(
            () ->
                MappingFile.parse(
                    minimal("a").replace("title}}", "title}, external_id_field: title}"), "m.yml"))
        .hasMessageContaining("the field 'title' has to hold the key 'id', and is fed by 'name'");
  }

  @Test
  void anchorsAndMergesAreFollowedAsTheyWere() {
    MappingFile file =
        MappingFile.parse(
            """
            syncs:
              - name: a
                source: &shop {query: SELECT * FROM t, primary_key: id}
                destination: &there {table_id: abc123, field_mappings: {id: ext}}
              - name: b
                source:
                  <<: *shop
                  query: SELECT * FROM u
                destination: *there
                description: ~
            """,
            "m.yml");
    SyncProject project = project(file);
    assertThat(project.sync("b").source().config().string("query")).isEqualTo("SELECT * FROM u");
    assertThat(project.sync("b").destination()).isEqualTo(project.sync("a").destination());
  }

  @Test
  void aMappingFileIsToldFromAProject() throws Exception {
    Path mapping = Files.writeString(folder.resolve("m.yml"), minimal("a"));
    Path bare = Files.writeString(folder.resolve("b.yml"), "- name: a\n");
    Path project =
        Files.writeString(
            folder.resolve("p.yml"),
            """
            connections: {}
            syncs:
              - name: a
                source: {connection: x, query: SELECT 1, key: id}
            """);
    assertThat(MappingFile.is(mapping)).isTrue();
    assertThat(MappingFile.is(bare)).isTrue();
    assertThat(MappingFile.is(project)).isFalse();
  }

  @Test
  void aLimitedQueryDeletesNothing() {
    MappingFile file =
        MappingFile.parse(
            minimal("a").replace("SELECT * FROM t", "SELECT * FROM t LIMIT 10"), "m.yml");
    assertThat(project(file).sync("a").deletes())
        .isEqualTo(dev.syncline.core.definition.Deletes.none());
  }

  @Test
  void textsThatLookLikePlaceholdersStayTexts() {
    MappingFile file =
        MappingFile.parse(
            minimal("a").replace("SELECT * FROM t", "\"SELECT '${HOME}', 'yes' FROM t\""), "m.yml");
    assertThat(project(file).sync("a").source().config().string("query"))
        .isEqualTo("SELECT '${HOME}', 'yes' FROM t");
  }
}
