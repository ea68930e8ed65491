package dev.syncline.testkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.CatalogChange;
import dev.syncline.core.catalog.CatalogChange.Kind;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.CatalogDefinition.DeltaChoice;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  private static final Field CODE = new Field("code", LogicalType.STRING, false, Limits.length(10));
  private static final Field NAME = new Field("name", LogicalType.STRING, true, Limits.length(20));
  private static final Field VERSION = Field.of("version", LogicalType.INTEGER);
  private static final Field CUSTOMER =
      new Field("customer", LogicalType.STRING, true, Limits.length(10));

  private final TestClock clock = TestClock.create();
  private final List<Entity> told = new ArrayList<>();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private SyncEngine engine;

  @BeforeEach
  void open() {
    ToldCatalog.SOURCES.put("here", () -> List.copyOf(told));
    engine = SyncEngine.builder().clock(clock).stateStore(InMemoryStateStore.create(clock)).build();
    told.add(entity("customers", List.of("code"), ChangeTracking.ROWVERSION, CODE, NAME, VERSION));
    told.add(entity("orders", List.of("code"), ChangeTracking.HASH, CODE, CUSTOMER));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Entity entity(
      String name, List<String> key, ChangeTracking tracking, Field... fields) {
    return entity(name, key, tracking, List.of(), fields);
  }

  private static Entity entity(
      String name,
      List<String> key,
      ChangeTracking tracking,
      List<EntityParent> parents,
      Field... fields) {
    var config = ComponentConfig.of(Map.of("table", name, "key", key));
    boolean cursor = tracking == ChangeTracking.ROWVERSION;
    return new Entity(
        name,
        Schema.of(fields),
        SourceSpec.of("any", cursor ? config.with("cursor", "version") : config),
        tracking,
        parents);
  }

  private CatalogDefinition.Builder catalog() {
    return CatalogDefinition.builder("erp")
        .source("told", Map.of("of", "here"))
        .destination(
            DestinationSpec.of(
                "unknown",
                ComponentConfig.of(
                    Map.of(
                        "table", "erp_{entity}",
                        "key", "{key}",
                        "index", "{cursor}",
                        "upsert", Map.of("path", "/{catalog}/{entity}/{key}")))))
        .remember(folder.resolve("state/erp.json"));
  }

  /** No loader of that type is here: tables are not made, and that is told. */
  private Discovery discover(CatalogDefinition.Builder catalog) {
    return engine.discover(catalog.build());
  }

  @Test
  void everyEntityBecomesASync() {
    told.set(
        1,
        entity(
            "orders",
            List.of("code"),
            ChangeTracking.HASH,
            List.of(new EntityParent("customers", List.of("customer"))),
            CODE,
            CUSTOMER));
    told.add(told.remove(0));
    Discovery found = discover(catalog().deletes(Deletes.byAbsence()));
    assertThat(found.failure()).isEmpty();
    assertThat(found.syncs())
        .extracting(SyncDefinition::name)
        .as("parents come first")
        .containsExactly("erp.customers", "erp.orders");
    SyncDefinition customers = found.syncs().get(0);
    assertThat(customers.delta().strategy()).isEqualTo(DeltaStrategy.ROWVERSION);
    assertThat(customers.source()).isEqualTo(told.get(1).source());
    assertThat(customers.destination().config())
        .isEqualTo(
            ComponentConfig.of(
                Map.of(
                    "table",
                    "erp_customers",
                    "key",
                    List.of("code"),
                    "index",
                    "version",
                    "upsert",
                    Map.of("path", "/erp/customers/{code}"))));
    SyncDefinition orders = found.syncs().get(1);
    assertThat(orders.delta().strategy()).isEqualTo(DeltaStrategy.HASH);
    assertThat(orders.destination().config().names()).doesNotContain("index");
    assertThat(orders.deletes()).isEqualTo(Deletes.byAbsence());
    assertThat(orders.parents())
        .containsExactly(
            new ParentLink("customer", "erp.customers", List.of("customer"), true, false));
    assertThat(found.changes())
        .extracting(CatalogChange::kind, CatalogChange::entity)
        .containsExactly(tuple(Kind.NEW, "orders"), tuple(Kind.NEW, "customers"));
  }

  @Test
  void whatIsRememberedIsKnownWithoutAsking() {
    Discovery found = discover(catalog());
    ToldCatalog.SOURCES.put(
        "here",
        () -> {
          throw new IllegalStateException("asked");
        });
    Discovery recalled = engine.discovered(catalog().build());
    assertThat(recalled.entities()).isEqualTo(found.entities());
    assertThat(recalled.syncs()).isEqualTo(found.syncs());
  }

  @Test
  void theSecondTimeNothingIsNew() {
    discover(catalog());
    assertThat(discover(catalog()).changes()).isEmpty();
  }

  @Test
  void newAndWiderFieldsEvolve() {
    discover(catalog());
    Field longer = new Field("name", LogicalType.STRING, true, Limits.length(40));
    told.set(
        0,
        entity(
            "customers",
            List.of("code"),
            ChangeTracking.ROWVERSION,
            CODE,
            longer,
            VERSION,
            Field.of("city", LogicalType.STRING)));
    Discovery found = discover(catalog());
    assertThat(found.changes())
        .extracting(CatalogChange::toString)
        .containsExactly(
            "customers: field 'name' is widened (string(20) → string(40)): evolve",
            "customers: field 'city' is new (string): evolve");
    assertThat(found.held()).isEmpty();
    assertThat(found.entities().get(0).schema().names()).contains("city");
    assertThat(discover(catalog()).changes()).isEmpty();
  }

  @Test
  void aVanishedFieldHoldsItsEntityUntilItIsAccepted() {
    discover(catalog());
    told.set(0, entity("customers", List.of("code"), ChangeTracking.ROWVERSION, CODE, VERSION));
    for (int time = 0; time < 2; time++) {
      Discovery found = discover(catalog());
      assertThat(found.held()).containsExactly("customers");
      assertThat(found.syncs()).extracting(SyncDefinition::name).containsExactly("erp.orders");
      assertThat(found.toString())
          .contains("customers: field 'name' has vanished (was string(20)): freeze")
          .contains("not synced until their changes are accepted: customers");
    }
    assertThat(engine.discovered(catalog().build()).syncs())
        .extracting(SyncDefinition::name)
        .containsExactly("erp.orders");
    var evolving = catalog().schemaDrift(SchemaDrift.always(Answer.EVOLVE)).build();
    assertThat(evolving.schemaDrift().answer(dev.syncline.api.run.SchemaChange.Kind.VANISHED))
        .isEqualTo(Answer.EVOLVE);
    assertThatThrownBy(() -> engine.acceptCatalog(catalog().build()))
        .as("the source of the sync is asked, too, and there is none of that type")
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("source");
    assertThat(engine.discover(evolving).held()).isEmpty();
    assertThat(discover(catalog()).changes()).isEmpty();
  }

  @Test
  void anotherKeyHoldsItsEntity() {
    discover(catalog());
    told.set(1, entity("orders", List.of("code", "customer"), ChangeTracking.HASH, CODE, CUSTOMER));
    Discovery found = discover(catalog().schemaDrift(SchemaDrift.always(Answer.EVOLVE)));
    assertThat(found.held()).containsExactly("orders");
    assertThat(found.toString()).contains("its key was [code] and is [code, customer]: freeze");
  }

  @Test
  void anEntityThatIsGoneLosesItsSyncAndThatIsTold() {
    discover(catalog());
    told.remove(1);
    Discovery found = discover(catalog());
    assertThat(found.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.VANISHED));
    assertThat(found.syncs()).hasSize(1);
  }

  @Test
  void aSourceThatCannotBeAskedLeavesWhatIsRemembered() throws IOException {
    discover(catalog());
    String file = Files.readString(folder.resolve("state/erp.json"));
    ToldCatalog.SOURCES.put(
        "here",
        () -> {
          throw new RetryableException("nobody answers", null);
        });
    Discovery found = discover(catalog());
    assertThat(found.failure()).contains("nobody answers");
    assertThat(found.syncs()).hasSize(2);
    assertThat(Files.readString(folder.resolve("state/erp.json"))).isEqualTo(file);
  }

  @Test
  void anEmptyListIsAMistake() {
    discover(catalog());
    told.clear();
    Discovery found = discover(catalog());
    assertThat(found.failure().orElseThrow()).contains("none of the 2 entities");
    assertThat(found.syncs()).hasSize(2);
  }

  @Test
  void entitiesAreChosenByPatternsAndKeysCanBeNamed() {
    told.add(entity("log_2024", List.of(), ChangeTracking.FULL, CODE, NAME));
    told.add(entity("log_2025", List.of(), ChangeTracking.FULL, CODE, NAME));
    told.add(entity("tmp", List.of("code"), ChangeTracking.FULL, CODE));
    Discovery found =
        discover(
            catalog()
                .entities("LOG_*", "customers", "t*")
                .except("tmp")
                .key("log_2025", "code")
                .names("{entity}"));
    assertThat(found.syncs())
        .extracting(SyncDefinition::name)
        .containsExactly("customers", "log_2025");
    assertThat(found.notices().toString()).contains("'log_2024' has no key");
    assertThatThrownBy(() -> discover(catalog().key("customers", "cod")))
        .hasMessageContaining("'cod', which is no field of 'customers'");
  }

  @Test
  void howChangesAreFoundCanBeChosenForAll() {
    Discovery found =
        discover(
            catalog()
                .delta(
                    new DeltaChoice(
                        Optional.of(DeltaStrategy.FULL),
                        Optional.of(Duration.ZERO),
                        Optional.of(Duration.ofDays(7)))));
    assertThat(found.syncs())
        .allSatisfy(
            sync -> {
              assertThat(sync.delta().strategy()).isEqualTo(DeltaStrategy.FULL);
              assertThat(sync.delta().overlap()).isZero();
              assertThat(sync.delta().reconcileEvery()).contains(Duration.ofDays(7));
            });
  }

  @Test
  void parentsInACircleDoNotWaitForEachOther() {
    told.set(
        0,
        entity(
            "customers",
            List.of("code"),
            ChangeTracking.HASH,
            List.of(new EntityParent("orders", List.of("name"))),
            CODE,
            NAME));
    told.set(
        1,
        entity(
            "orders",
            List.of("code"),
            ChangeTracking.HASH,
            List.of(new EntityParent("customers", List.of("customer"))),
            CODE,
            CUSTOMER));
    Discovery found = discover(catalog());
    assertThat(found.syncs()).hasSize(2);
    assertThat(found.syncs().stream().mapToInt(sync -> sync.parents().size()).sum()).isEqualTo(1);
    assertThat(found.notices().toString()).contains("each other's parents");
  }

  @Test
  void severalAreAskedAtOnceAndDoNotMatterToEachOther() throws IOException {
    ToldCatalog.SOURCES.put(
        "there",
        () -> {
          throw new PermanentException("no such catalog");
        });
    Files.writeString(folder.resolve("damaged.json"), "{");
    List<Discovery> found =
        engine.discoverAll(
            List.of(
                catalog().build(),
                CatalogDefinition.builder("other")
                    .source("told", Map.of("of", "there"))
                    .destination(DestinationSpec.of("unknown", ComponentConfig.of(Map.of())))
                    .remember(folder.resolve("other.json"))
                    .build(),
                CatalogDefinition.builder("damaged")
                    .source("told", Map.of("of", "here"))
                    .destination(DestinationSpec.of("unknown", ComponentConfig.of(Map.of())))
                    .remember(folder.resolve("damaged.json"))
                    .build()));
    assertThat(found).extracting(Discovery::catalog).containsExactly("erp", "other", "damaged");
    assertThat(found.get(0).syncs()).hasSize(2);
    assertThat(found.get(1).failure()).contains("no such catalog");
    assertThat(found.get(2).failure().orElseThrow()).contains("does not hold a catalog");
  }

  @Test
  void twoEntitiesUnderOneNameAreRefused() {
    told.add(entity("or ders", List.of("code"), ChangeTracking.FULL, CODE));
    told.add(entity("or_ders", List.of("code"), ChangeTracking.FULL, CODE));
    assertThatThrownBy(() -> discover(catalog()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'or ders' and 'or_ders' would both be synced as 'erp.or_ders'");
  }

  @Test
  void whatACatalogCannotDoIsRefused() {
    assertThatThrownBy(() -> catalog().names("erp").build()).hasMessageContaining("'{entity}'");
    assertThatThrownBy(() -> catalog().schemaDrift(SchemaDrift.always(Answer.DISCARD)).build())
        .hasMessageContaining("only 'evolve' or 'freeze'");
    assertThatThrownBy(() -> CatalogDefinition.builder("a b").build())
        .hasMessageContaining("needs a source");
  }
}
