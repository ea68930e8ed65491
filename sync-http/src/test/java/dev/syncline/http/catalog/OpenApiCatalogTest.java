package dev.syncline.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.http.HttpConnection;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities of an API that an OpenAPI document describes. */
class OpenApiCatalogTest {
  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    api.close();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = OpenApiCatalogTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Entity> entities(String document, Map<String, Object> more) throws IOException {
    Path file = Files.writeString(folder.resolve("api"), document);
    var config = new LinkedHashMap<String, Object>(more);
    config.put("connection", "api");
    config.put("file", file.toString());
    var settings = OpenApiSettings.of(ComponentConfig.of(config));
    var client = new ApiClient(ComponentConfig.of(Map.of("url", api.url())), clock, clock::advance);
    try (var catalog = new OpenApiCatalog(() -> client, settings)) {
      return catalog.entities();
    }
  }

  private static String shown(Field field) {
    return field.name() + " " + field.type() + (field.nullable() ? "?" : "");
  }

  @Test
  void listsOfObjectsAreEntities() throws IOException {
    List<Entity> entities = entities(resource("helpdesk.openapi"), Map.of());

    assertThat(entities)
        .extracting(Entity::name)
        .containsExactly("tickets", "users", "audit_events");
    Entity tickets = entities.get(0);
    assertThat(tickets.tracking()).isEqualTo(ChangeTracking.HASH);
    assertThat(tickets.key()).containsExactly("id");
    assertThat(tickets.schema().fields())
        .extracting(OpenApiCatalogTest::shown)
        .containsExactly(
            "id INTEGER",
            "created_at TIMESTAMP?",
            "subject STRING",
            "priority STRING",
            "due DATE?",
            "price DECIMAL?",
            "score FLOAT?",
            "urgent BOOLEAN?",
            "tags LIST?",
            "requester OBJECT?",
            "custom STRING?");
    assertThat(tickets.schema().field(2).limits().length()).hasValue(150);
    assertThat(tickets.source().config().string("path")).isEqualTo("/tickets");
    assertThat(tickets.source().config().section("byKey").string("path"))
        .isEqualTo("/tickets/{id}");
    Entity users = entities.get(1);
    assertThat(users.key()).containsExactly("id");
    assertThat(users.source().config().string("path")).isEqualTo("/users/");
    assertThat(users.source().config().has("byKey")).as("answers something else").isFalse();
    assertThat(entities.get(2).key()).as("it may be missing").isEmpty();
  }

  @Test
  void whatIsDescribedIsRead() throws IOException {
    String document = resource("petstore.json");
    api.route("/openapi.json", asked -> Told.of(200, document));
    var pets = new LinkedHashMap<String, Object>();
    pets.put("1", Map.of("id", 1, "name", "Rex", "born", "2020-02-29", "weight", 12.5));
    pets.put("2", Map.of("id", 2, "name", "Mimi", "tag", "cat"));
    api.route("/pets", asked -> Told.json(List.copyOf(pets.values())));
    api.route(
        "/pets/",
        asked -> {
          Object pet = pets.get(asked.path().substring("/pets/".length()));
          return pet == null ? Told.of(404, "") : Told.json(pet);
        });
    RecordingLoader copies = RecordingLoader.upserting();
    CatalogDefinition catalog =
        CatalogDefinition.builder("store")
            .source("openapi", Map.of("connection", "api", "pagination", "none"))
            .destination(copies)
            .remember(folder.resolve("store.json"))
            .deletes(Deletes.byAbsence().atMostPercent(60))
            .build();
    try (SyncEngine engine =
        SyncEngine.builder()
            .clock(clock)
            .connection("api", HttpConnection.url(api.url()))
            .stateStore(InMemoryStateStore.create(clock))
            .build()) {
      Discovery found = engine.discover(catalog);
      assertThat(found.failure()).isEmpty();
      RunReport report = engine.run(found.syncs().get(0));
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(copies.row(Key.of(1L)).orElseThrow())
          .containsEntry("name", "Rex")
          .containsEntry("weight", new BigDecimal("12.5"));
      pets.remove("2");
      assertThat(engine.run(found.syncs().get(0)).ledger().deleted()).isEqualTo(1);
      assertThat(engine.explain(found.syncs().get(0), Key.of(1L)).outcome()).isPresent();
    }
  }

  @Test
  void whatIsNoSuchDocumentIsSaidSo() {
    assertThatThrownBy(() -> entities("{\"swagger\": \"2.0\"}", Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("Swagger 2: convert it");
    assertThatThrownBy(() -> entities("<html>", Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("no OpenAPI document of version 3");
    assertThatThrownBy(() -> entities("{\"openapi\": ", Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("no whole JSON document");
    assertThatThrownBy(() -> entities("openapi: [", Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("no YAML document");
    assertThatThrownBy(() -> entities("", Map.of("document", "/x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not both");
  }

  @Test
  void referencesThatLeadNowhereOrInCirclesEndTheReading() throws IOException {
    String document = resource("petstore.json");
    assertThatThrownBy(
            () -> entities(document.replace("#/components/schemas/Pets\"", "#/gone\""), Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("does not hold: #/gone");
    assertThatThrownBy(
            () ->
                entities(
                    document.replace("#/components/schemas/Pets\"", "other.json#/Pets\""),
                    Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("another document");
    String circle =
        document.replace(
            "{\"type\": \"array\", \"maxItems\": 100, \"items\": {\"$ref\": \"#/components/schemas/Pet\"}}",
            "{\"$ref\": \"#/components/schemas/Pets\"}");
    assertThatThrownBy(() -> entities(circle, Map.of()))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("in circles");
  }

  @Test
  void paginationGoesToEveryList() throws IOException {
    var pages = Map.of("type", "offset", "size", 50, "overlap", 1);
    List<Entity> entities = entities(resource("petstore.json"), Map.of("pagination", pages));
    assertThat(entities.get(0).source().config().section("pagination").string("type"))
        .isEqualTo("offset");
    assertThat(Optional.of(entities.get(0).key())).contains(List.of("id"));
  }
}
