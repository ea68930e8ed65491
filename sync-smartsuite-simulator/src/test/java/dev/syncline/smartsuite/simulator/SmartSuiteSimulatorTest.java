package dev.syncline.smartsuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmartSuiteSimulatorTest {
  private static final String PEOPLE = "64a0000000000000000000aa";
  private static final String RECORDS = "/applications/" + PEOPLE + "/records/";

  /** A clock that stands still until it is moved. */
  private static final class Hand extends Clock {
    private volatile Instant now = Instant.parse("2026-03-30T10:00:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hand clock = new Hand();

  private SmartSuiteSimulator start(UnaryOperator<SimulatorBuilder> more) {
    return more.apply(
            SmartSuiteSimulator.builder()
                .clock(clock)
                .requestsPerSecond(1000)
                .table(
                    SimulatedTable.of(PEOPLE, "People")
                        .field("s000000num", "Number", "numberfield")
                        .field("s000000day", "Day", "datefield")
                        .required("title")
                        .field(
                            SimulatedField.of("s000000one", "Kind", "singleselectfield")
                                .choice("3u0Cl", "Friend"))))
        .start();
  }

  private SmartSuiteSimulator start() {
    return start(builder -> builder);
  }

  @Test
  void keepsWhatIsWritten() throws IOException {
    try (var simulator = start()) {
      var api = new Caller(simulator);

      var made =
          api.object(
              "POST", RECORDS, Map.of("title", "Ann", "s000000num", "19.950", "autonumber", "9"));
      String path = RECORDS + made.get("id") + "/";
      api.object("PATCH", path, Map.of("s000000one", "3u0Cl"));

      assertThat(api.object("GET", path, null))
          .containsEntry("title", "Ann")
          .containsEntry("s000000num", "19.950")
          .containsEntry("s000000one", "3u0Cl")
          .doesNotContainKey("s000000day");
      api.object("PUT", path, Map.of("title", "Ann"));
      assertThat(api.object("GET", path, null)).doesNotContainKey("s000000num");
      api.object("DELETE", path, null);
      assertThat(api.status("GET", path, null)).isEqualTo(404);
      assertThat(api.object("POST", path + "restore/", Map.of()))
          .containsEntry("title", "Ann (Restored)");
      assertThat(simulator.requests(RequestKind.GET)).isEqualTo(3);
    }
  }

  @Test
  void refusesMoreThan25AtOnceAndWhatIsMissing() throws IOException {
    try (var simulator = start()) {
      var api = new Caller(simulator);
      var many = Map.of("items", Collections.nCopies(26, Map.of("title", "x")));

      assertThat(api.status("POST", RECORDS + "bulk/", many)).isEqualTo(422);
      assertThat(api.status("POST", RECORDS, Map.of("s000000num", "1"))).isEqualTo(422);
      var none = Map.of("items", List.of(Map.of("s000000num", "1")));
      assertThat(api.list("POST", RECORDS + "bulk/", none)).hasSize(1);
      var wrong = Map.of("items", List.of(Map.of("title", "x"), Map.of("s000000num", 1)));
      assertThat(api.status("POST", RECORDS + "bulk/", wrong)).isEqualTo(422);
      assertThat(simulator.records(PEOPLE)).hasSize(1);
    }
  }

  @Test
  void appliesWhatItCanWhereItIsToldTo() throws IOException {
    try (var simulator = start(b -> b.with(Variant.PARTIAL_FAILURES))) {
      var items = Map.of("items", List.of(Map.of("title", "x"), Map.of("s000000num", "x")));

      var told = new Caller(simulator).object("POST", RECORDS + "bulk/", items);

      assertThat(Json.list(told.get("successful_items"))).hasSize(1);
      assertThat(Json.object(Json.list(told.get("failed_items")).get(0)).get("index"))
          .hasToString("1");
    }
  }

  @Test
  void findsByFilterAndPages() throws IOException {
    try (var simulator = start()) {
      for (int i = 0; i < 7; i++) {
        simulator.create(PEOPLE, Map.of("title", "p" + i, "s000000num", i + ".0"));
        clock.forward(Duration.ofHours(12));
      }
      var api = new Caller(simulator);
      var filter =
          Map.of(
              "operator",
              "or",
              "fields",
              List.of(
                  Map.of("field", "s000000num", "comparison", "is_equal_to", "value", "3"),
                  Map.of("field", "title", "comparison", "is", "value", "p5")));

      var page = api.object("POST", RECORDS + "list/?limit=1&offset=1", Map.of("filter", filter));

      assertThat(page.get("total")).hasToString("2");
      assertThat(Json.object(Json.list(page.get("items")).get(0))).containsEntry("title", "p5");
      var day =
          Map.of(
              "field",
              "last_updated",
              "comparison",
              "is_on_or_after",
              "value",
              Map.of("date_mode", "exact_date", "date_mode_value", "2026-04-01"));
      var since = Map.of("operator", "and", "fields", List.of(day));
      assertThat(api.object("POST", RECORDS + "list/", Map.of("filter", since)).get("total"))
          .hasToString("3");
      var wrong =
          Map.of("fields", List.of(Map.of("field", "title", "comparison", "is", "value", "p5")));
      assertThat(api.status("POST", RECORDS + "list/", Map.of("filter", wrong))).isEqualTo(400);
    }
  }

  @Test
  void punishesTheSixthRequestOfASecondAndEndsWithTheMonth() throws IOException {
    try (var simulator = start(b -> b.requestsPerSecond(5).monthlyQuota(8))) {
      var api = new Caller(simulator);
      for (int i = 0; i < 5; i++) {
        assertThat(api.status("GET", "/solutions/", null)).isEqualTo(200);
      }
      assertThat(api.status("GET", "/solutions/", null)).isEqualTo(429);
      clock.forward(Duration.ofSeconds(29));
      assertThat(api.status("GET", "/solutions/", null)).isEqualTo(429);
      clock.forward(Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        clock.forward(Duration.ofSeconds(1));
        assertThat(api.status("GET", "/solutions/", null)).isEqualTo(200);
      }
      clock.forward(Duration.ofHours(1));
      assertThat(api.raw("GET", "/solutions/", null).body()).contains("Monthly");
      clock.forward(Duration.ofDays(2));
      assertThat(api.status("GET", "/solutions/", null)).isEqualTo(200);
      assertThat(simulator.peakPerSecond()).isEqualTo(6);
      assertThat(simulator.refused()).isEqualTo(3);
    }
  }

  @Test
  void losesAnswersOfWhatItHasDone() throws IOException {
    try (var simulator = start()) {
      var api = new Caller(simulator);
      simulator.fail(RequestKind.CREATE, Fault.ANSWER_LOST);
      simulator.fail(RequestKind.CREATE, Fault.CUT_BEFORE);
      simulator.fail(RequestKind.CREATE, Fault.LATE);

      for (int i = 0; i < 3; i++) {
        var person = Map.of("title", "Ann" + i);
        assertThatThrownBy(() -> api.status("POST", RECORDS, person))
            .isInstanceOf(IOException.class);
      }

      assertThat(simulator.records(PEOPLE)).hasSize(1);
      clock.forward(Duration.ofMinutes(1));
      api.status("GET", "/solutions/", null);
      assertThat(simulator.records(PEOPLE)).hasSize(2);
    }
  }

  @Test
  void sendsThoseWithoutASlashSomewhereElse() throws IOException {
    try (var simulator = start(b -> b.with(Variant.IGNORES_WRITES_WITHOUT_SLASH))) {
      var api = new Caller(simulator);

      assertThat(api.raw("GET", "/solutions", null).headers().firstValue("Location"))
          .hasValue("/api/v1/solutions/");
      String id = simulator.create(PEOPLE, Map.of("title", "Ann"));
      assertThat(api.status("DELETE", RECORDS + id, null)).isEqualTo(200);
      assertThat(simulator.records(PEOPLE)).hasSize(1);
    }
  }

  @Test
  void wantsToKnowWhoAsks() throws Exception {
    try (var simulator = start()) {
      var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/solutions/")).build();

      var told = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(told.statusCode()).isEqualTo(400);
      assertThat(told.body()).isEqualTo("Account ID is not specified");
    }
  }

  @Test
  void keepsItsRecordsInAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("kept.json");
    try (var simulator = start(b -> b.keptIn(file))) {
      simulator.create(PEOPLE, Map.of("title", "Ann", "s000000num", "1.50"));
      new Caller(simulator).status("GET", "/solutions/", null);
    }
    try (var simulator = start(b -> b.keptIn(file))) {
      assertThat(simulator.records(PEOPLE))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("s000000num", "1.50"));
      assertThat(simulator.requestsThisMonth()).isEqualTo(1);
    }
  }

  @Test
  void listsTheEventsSinceAWebhookWasMade() throws Exception {
    try (var simulator = start()) {
      var webhook =
          Map.of(
              "filter", Map.of("solution", Map.of()),
              "kinds", List.of("RECORD_CREATED", "RECORD_DELETED"),
              "locator", Map.of("account_id", simulator.account()));
      var made = post(simulator, "/CreateWebhook", Map.of("webhook", webhook));
      Object id = Json.object(made.get("webhook")).get("webhook_id");
      String ann = simulator.create(PEOPLE, Map.of("title", "Ann"));
      simulator.update(PEOPLE, ann, Map.of("title", "Anne"));
      simulator.delete(PEOPLE, ann);

      var first = post(simulator, "/ListEvents", Map.of("webhook_id", id, "page_size", "50"));
      var next =
          Map.of("webhook_id", id, "page_size", "50", "page_token", first.get("next_page_token"));

      assertThat(Json.list(first.get("events"))).hasSize(2);
      assertThat(Json.list(post(simulator, "/ListEvents", next).get("events"))).isEmpty();
    }
  }

  private static Map<String, Object> post(
      SmartSuiteSimulator simulator, String path, Map<String, ?> body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(simulator.webhooksUrl() + path))
            .header("Authorization", "Token " + simulator.token())
            .header("ACCOUNT-ID", simulator.account())
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    return Json.object(
        Json.read(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body()));
  }
}
