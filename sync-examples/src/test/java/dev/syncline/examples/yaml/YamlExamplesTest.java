package dev.syncline.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.project.SyncProject;
import dev.syncline.migration.MappingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every YAML example of the repository that is not marked as wrong is taken by the loader and by
 * the committed schema.
 */
class YamlExamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern IN_MARKDOWN = Pattern.compile("```ya?ml\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> ENVIRONMENT =
      Stream.of(
              "SHOP_PASSWORD",
              "CRM_TOKEN",
              "APISMITH_TOKEN",
              "SHOP_KEY",
              "A_PASSWORD",
              "B_KEY",
              "D_PRIVATE_KEY",
              "MYSQL_DATABASE",
              "MYSQL_USER",
              "SMARTSUITE_TOKEN",
              "SMARTSUITE_ACCOUNT_ID")
          .collect(Collectors.toMap(name -> name, name -> "hush"));
  private static final Schema SCHEMA = schema();

  /** What is no whole file is a part of a sync. */
  private static final String AROUND =
      """
      connections:
        c: {type: jdbc, url: "jdbc:sqlite:c.db"}
        shop: {type: jdbc, url: "jdbc:sqlite:shop.db"}
      syncs:
        - name: s
          source: {connection: c, table: t, key: id}
          destination: {connection: c, table: t}
      """;

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(ROOT.resolve("docs/syncline.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  /** The blocks of all pages, and all YAML files. */
  static List<String> examples() throws IOException {
    var examples = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(YamlExamplesTest::isOurs).toList()) {
        String text = Files.readString(file);
        if (!file.toString().endsWith(".md")) {
          examples.add(text);
          continue;
        }
        var blocks = IN_MARKDOWN.matcher(text);
        while (blocks.find()) {
          examples.add(whole(blocks.group(1)));
        }
      }
    }
    return examples;
  }

  private static boolean isOurs(Path file) {
    String path = file.toString().replace('\\', '/');
    boolean written =
        path.endsWith(".md") || (path.contains("/src/") && path.matches(".*[.]ya?ml"));
    return written
        && !path.contains("/target/")
        && !path.contains("/.")
        && !readElsewhere(path)
        && (path.endsWith(".md") || !MappingFile.is(file));
  }

  /** Files with connectors that are not on this class path: SeedConfigsTest. */
  private static boolean readElsewhere(String path) {
    return path.contains("/seeds/");
  }

  private static String whole(String block) {
    boolean part =
        !Pattern.compile("^(connections|syncs):", Pattern.MULTILINE).matcher(block).find();
    return part ? AROUND + block.indent(4) : block;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isTakenByLoaderAndSchema(String yaml) {
    assertThat(SyncProject.parse(yaml, "example.yml", ENVIRONMENT)).isNotNull();
    assertThat(errors(yaml)).isEmpty();
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(8);
  }

  /** What stands in a connector's section is checked when the file is loaded. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxPoolSize: 8 | maxPoolSiz: 8    | 3:5: connections.crm.maxPoolSiz: unknown setting 'maxPoolSiz'; did you mean 'maxPoolSize'?
          maxPoolSize: 8 | maxPoolSize: 0   | 3:18: connections.crm.maxPoolSize: 'maxPoolSize' must be between 1 and 1000, not 0
          type: jdbc     | type: jdcb       | 2:15: connections.crm.type: there is no connection of type 'jdcb'; did you mean 'jdbc'?
          type: sqlite   | type: sqllite    | 4:20: stateStore.type: there is no state store of type 'sqllite'; did you mean 'sqlite'?
          path: s.db     | paht: s.db       | 4:28: stateStore.paht: unknown setting 'paht'; did you mean 'path'?
          fetchSize: 10  | fetchSize: ten   | 7:62: syncs[0].source.fetchSize: 'fetchSize' must be a whole number, not 'ten'
          create: true   | create: ja       | 8:56: syncs[0].destination.create: 'create' must be true or false, not 'ja'
          table: out     | tabel: out       | 8:36: syncs[0].destination.tabel: unknown setting 'tabel'; did you mean 'table'?
          table: out     | key: id          | 8:5: syncs[0].destination.table: 'table' is missing; add it: the table to write to
          """)
  void aSlipInAConnectorsSectionIsToldAtOnce(String right, String wrong, String message) {
    String good =
        """
        connections:
          crm: {type: jdbc, url: "jdbc:sqlite:crm.db",
            maxPoolSize: 8}
        stateStore: {type: sqlite, path: s.db}
        syncs:
          - name: s
            source: {connection: crm, table: in, key: id, fetchSize: 10}
            destination: {connection: crm, table: out, create: true}
        """;
    SyncProject.parse(good, "p.yml", Map.of());
    assertThat(errors(good)).isEmpty();
    String bad = good.replace(right, wrong);
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(bad, "p.yml", Map.of()));
    assertThat(e.getMessage().lines()).containsExactly("p.yml:" + message);
    if (!wrong.startsWith("type")) {
      assertThat(errors(bad)).isNotEmpty();
    }
  }

  /** The same for an API. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timeout: 20s  | timeuot: 20s  | 3:41: connections.a.timeuot: unknown setting 'timeuot'; did you mean 'timeout'?
          token: t1234  | tokken: t1234 | 3:26: connections.a.auth.tokken: unknown setting 'tokken'; did you mean 'token'?
          type: bearer  | type: baerer  | 3:18: connections.a.auth.type: 'type' cannot be 'baerer'; did you mean 'bearer'?
          path: /items  | paht: /items  | 7:29: syncs[0].source.paht: unknown setting 'paht'; did you mean 'path'?
          type: keyset  | type: keyst   | 8:26: syncs[0].source.pagination.type: 'type' cannot be 'keyst'; did you mean 'keyset'?
          size: 100     | size: none    | 8:57: syncs[0].source.pagination.size: 'size' must be a whole number, not 'none'
          n: integer    | n: intgr      | 9:19: syncs[0].source.fields.n: 'n' cannot be 'intgr'; did you mean 'integer'?
          upsert: {path | upsert: {pth  | 10:43: syncs[0].destination.upsert.pth: unknown setting 'pth'; did you mean 'path'?
          """)
  void aSlipInTheSectionsOfAnApiIsToldAtOnce(String right, String wrong, String message) {
    String good =
        """
        connections:
          a: {type: http, url: "https://a.example.com",
            auth: {type: bearer, token: t1234}, timeout: 20s}
          b: {type: http, url: "https://b.example.com"}
        syncs:
          - name: s
            source: {connection: a, path: /items, key: n,
              pagination: {type: keyset, fields: {gt: n}, size: 100, sizeParam: s},
              fields: {n: integer, t: {type: timestamp, format: epoch-seconds}}}
            destination: {connection: b, upsert: {path: "/copies/{n}"}}
        """;
    SyncProject.parse(good, "p.yml", Map.of());
    assertThat(errors(good)).isEmpty();
    String bad = good.replace(right, wrong);
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(bad, "p.yml", Map.of()));
    assertThat(e.getMessage().lines()).containsExactly("p.yml:" + message);
    assertThat(errors(bad)).isNotEmpty();
  }

  /** As docs/yaml.md shows it. */
  @Test
  void theErrorsOfThePageAreThoseOfAFile() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/yaml.md"));
    String shown = page.substring(page.indexOf("```text\n") + 8);
    shown = shown.substring(0, shown.indexOf("```"));
    String yaml =
        """
        connections:
          crm: {type: jdbc, url: "jdbc:sqlite:crm.db",
            maxPoolSiz: 8}
          shop: {type: jdbc, url: "jdbc:sqlite:shop.db"}
        syncs:
          - name: customers
            source: {table: customers, connection: shpo, key: id}
            destination: {connection: crm, table: contacts}
            validate: {range: {age: {min: x}}}
        """;
    var e =
        catchThrowableOfType(
            ConfigurationException.class, () -> SyncProject.parse(yaml, "project.yml", Map.of()));
    assertThat(e.getMessage() + "\n").isEqualTo(shown);
  }

  @Test
  void theProfileOfThePageIsLaidOverTheRest() throws IOException {
    var blocks = IN_MARKDOWN.matcher(Files.readString(ROOT.resolve("docs/yaml.md")));
    assertThat(blocks.find()).isTrue();
    var staging = SyncProject.parse(blocks.group(1), "project.yml", "staging", ENVIRONMENT);
    var shop = staging.connections().get("shop").config();
    assertThat(shop.string("url")).isEqualTo("jdbc:postgresql://staging/shop");
    assertThat(shop.string("user")).isEqualTo("sync");
    assertThat(staging.sync("customers").deletes().mode()).hasToString("NONE");
  }
}
