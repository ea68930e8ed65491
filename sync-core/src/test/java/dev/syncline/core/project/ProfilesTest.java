package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.api.config.RequestLimits;
import dev.syncline.api.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile says is laid over the rest, and every value keeps its place. */
class ProfilesTest {
  private static final String REST =
      """
      connections:
        shop: {type: db, url: local, password: dev, limits: {requestsPerSecond: 5, burst: 2}}
        crm: {type: db, url: local}
      stateStore: {type: file, path: state.db}
      syncs:
        - name: countries
          source: {connection: shop, key: id, parameters: {region: eu}}
          destination: {connection: crm}
        - name: customers
          source: {connection: shop, key: [a, b]}
          map: {a: x, b: y}
          destination: {connection: crm}
          settings: {batchRows: 10, deadline: 5m}
      """;

  private static SyncProject staging(String profile) {
    return parse(REST + profile, "staging", Map.of());
  }

  private static SyncProject parse(String yaml, String profile, Map<String, String> environment) {
    return SyncProject.parse(yaml, "p.yml", profile, environment);
  }

  private static List<String> errors(String yaml, Optional<String> profile) {
    var e =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                profile
                    .map(name -> parse(yaml, name, Map.of()))
                    .orElseGet(() -> SyncProject.parse(yaml, "p.yml", Map.of())));
    assertThat(e).as("the file is taken").isNotNull();
    return e.getMessage().lines().toList();
  }

  @Test
  void laysSectionsOverEachOtherNameByName() {
    var project =
        staging(
            """
            profiles:
              staging:
                connections:
                  shop: {url: far, limits: {burst: 9}}
                  log: {type: db, url: new}
                syncs:
                  customers:
                    source: {parameters: {region: us}}
                    map: {c: z}
                    settings: {batchRows: 20}
            """);
    var shop = project.connections().get("shop");
    assertThat(shop.config().string("url")).isEqualTo("far");
    assertThat(shop.config().string("password")).isEqualTo("dev");
    assertThat(shop.limits()).isEqualTo(RequestLimits.perSecond(5).burst(9));
    assertThat(project.connections().keySet()).containsExactly("shop", "crm", "log");
    var customers = project.sync("customers");
    assertThat(customers.mapping().targetsOf("c")).containsExactly("z");
    assertThat(customers.mapping().targetsOf("a")).containsExactly("x");
    assertThat(customers.settings().batchRows()).isEqualTo(20);
    assertThat(customers.settings().deadline()).hasValue(Duration.ofMinutes(5));
    assertThat(project.sync("countries")).isEqualTo(parseRest().sync("countries"));
  }

  @Test
  void rulesOfAProfileMeanAndFailAsAnywhere() {
    String rules =
        """
        profiles:
          staging:
            syncs:
              customers:
                normalize: {defaultValue: {a: 1.50}, nullIf: {b: [0, x]}}
                constants: {k: 2.50}
        """;
    var same =
        SyncProject.parse(
            REST
                + """
                    normalize: {defaultValue: {a: 1.50}, nullIf: {b: [0, x]}}
                    constants: {k: 2.50}
                """,
            "p.yml",
            Map.of());
    assertThat(staging(rules).sync("customers")).isEqualTo(same.sync("customers"));
    assertThat(
            errors(
                REST + rules.replace("nullIf: {b: [0, x]}", "date: {b: [a, '%Q']}"),
                Optional.of("staging")))
        .singleElement()
        .asString()
        .startsWith(
            "p.yml:18:53: profiles.staging.syncs.customers.normalize.date.b: '%Q' is no date"
                + " pattern");
  }

  @Test
  void replacesListsValuesAndSectionsOfAnotherTypeAsAWhole() {
    var project =
        staging(
            """
            profiles:
              staging:
                connections: {shop: {type: rest, base: far}}
                stateStore: {type: memory}
                syncs:
                  customers:
                    source: {key: id}
                    settings: {batchRows: 1}
                    delta: full
            """);
    assertThat(project.connections().get("shop").config().names()).containsExactly("base");
    assertThat(project.stateStore().orElseThrow().config().names()).isEmpty();
    assertThat(project.sync("customers").source().key()).containsExactly("id");
  }

  @Test
  void withoutAProfileNothingChanges() {
    var rest = parseRest();
    var same =
        SyncProject.parse(
            REST + "profiles: {staging: {stateStore: {path: other}}}", "p.yml", Map.of());
    assertThat(same).isEqualTo(rest);
  }

  private static SyncProject parseRest() {
    return SyncProject.parse(REST, "p.yml", Map.of());
  }

  @Test
  void loadsAFileInAProfile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("p.yml"), REST + "profiles: {staging: {stateStore: {path: other}}}");
    assertThat(SyncProject.load(file, "staging").stateStore().orElseThrow().config().string("path"))
        .isEqualTo("other");
    assertThat(SyncProject.load(file).stateStore().orElseThrow().config().string("path"))
        .isEqualTo("state.db");
  }

  @Test
  void theRestNeedNotBeCompleteWhereAProfileCompletesIt() {
    String yaml =
        """
        syncs:
          - name: s
            source: {connection: shop, key: id}
            destination: {connection: shop}
        profiles:
          dev: {connections: {shop: {type: db, url: dev}}}
          live: {connections: {shop: {type: db, url: live}}}
        """;
    assertThat(parse(yaml, "live", Map.of()).connections().get("shop").config().string("url"))
        .isEqualTo("live");
    assertThat(errors(yaml, Optional.empty()))
        .containsExactly(
            "p.yml:3:26: syncs[0].source.connection: there is no connection 'shop'; write it under"
                + " 'connections'",
            "p.yml:4:31: syncs[0].destination.connection: there is no connection 'shop'; write it"
                + " under 'connections'");
  }

  @Test
  void anErrorStandsWhereTheValueWasWritten() {
    assertThat(
            errors(
                REST
                    + """
                    profiles:
                      staging:
                        syncs:
                          customers: {settings: {batchRows: many}, delta: timestamp}
                    """,
                Optional.of("staging")))
        .containsExactly(
            "p.yml:17:41: profiles.staging.syncs.customers.settings.batchRows: 'batchRows' must be a"
                + " whole number, not 'many'",
            "p.yml:17:55: profiles.staging.syncs.customers.delta: delta 'timestamp' needs a cursor"
                + " on the source, and it has none; name the field as its 'cursor'");
  }

  @Test
  void theProfilesThatAreNotAskedForAreCheckedToo() {
    String profiles =
        """
        profiles:
          live:
            conections: {}
            connections: {shop: {limits: {burst: 0}}}
            syncs:
              custmers: {delta: full}
              countries: {name: other}
          broken: 5
        """;
    for (var profile : List.of(Optional.<String>empty(), Optional.of("live"))) {
      var errors = errors(REST + profiles, profile);
      assertThat(errors.stream().map(line -> line.replace(" (in profile 'live')", "")))
          .containsExactly(
              "p.yml:16:5: profiles.live.conections: unknown setting 'conections'; did you mean"
                  + " 'connections'?",
              "p.yml:17:42: profiles.live.connections.shop.limits.burst: 'burst' must be at least 1,"
                  + " not 0",
              "p.yml:19:7: profiles.live.syncs.custmers: there is no sync 'custmers' that a profile"
                  + " could change; did you mean 'customers'?",
              "p.yml:20:25: profiles.live.syncs.countries.name: a profile cannot rename a sync;"
                  + " leave 'name' out here",
              "p.yml:21:11: profiles.broken: 'broken' must be a section of names and values, not"
                  + " '5'");
    }
  }

  @Test
  void theEnvironmentOfOtherProfilesMayBeMissing() {
    String yaml =
        REST.replace("url: local, password: dev", "url: \"${DEV_URL}\", password: \"${DEV}\"")
            + """
            profiles:
              live:
                connections: {shop: {url: "${LIVE_URL}", password: "${LIVE}"}}
                syncs: {customers: {settings: {batchRows: "${ROWS}"}}}
            """;
    var live = Map.of("LIVE_URL", "far", "LIVE", "hush", "ROWS", "7");
    assertThat(parse(yaml, "live", live).connections().get("shop").config().string("url"))
        .isEqualTo("far");
    assertThat(parse(yaml, "live", live).sync("customers").settings().batchRows()).isEqualTo(7);
    var dev = Map.of("DEV_URL", "near", "DEV", "hush");
    assertThat(
            SyncProject.parse(yaml, "p.yml", dev).connections().get("shop").config().string("url"))
        .isEqualTo("near");
    assertThat(errors(yaml, Optional.of("live")))
        .hasSize(3)
        .allMatch(line -> line.contains("profiles.live") && line.contains("is not set"));
  }

  @Test
  void namesTheNearestProfile() {
    assertThat(errors(REST + "profiles: {staging: {}}", Optional.of("stagign")))
        .containsExactly(
            "p.yml:14:1: profiles: there is no profile 'stagign'; did you mean 'staging'?");
    assertThat(errors(REST, Optional.of("staging")))
        .containsExactly(
            "p.yml:1:1: profiles: there is no profile 'staging', for the file has no 'profiles';"
                + " write them down");
  }

  @Test
  void whatComesFromTheEnvironmentIsNotShown() {
    var e =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                parse(
                    REST + "profiles: {live: {syncs: {customers: {delta: \"${D}\"}}}, other: {}}",
                    "other",
                    Map.of("D", "hush-hush")));
    assertThat(e).hasMessageContaining("'***'").hasMessageNotContaining("hush");
  }
}
