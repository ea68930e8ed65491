package dev.syncline.http.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of an API, and what its answers mean. */
class RequestsTest {
  private final SimulatedApi api =
      new SimulatedApi().route("/list", asked -> Told.of(200, "{\"rows\": [{\"id\": 1}]}"));

  @AfterEach
  void stop() {
    api.close();
  }

  private Reader reader(Object... settings) {
    var source = new LinkedHashMap<String, Object>();
    source.put("path", "/list");
    source.put("records", "rows");
    source.put("pagination", "none");
    for (int i = 0; i < settings.length; i += 2) {
      source.put((String) settings[i], settings[i + 1]);
    }
    return new Reader(api.url(), source);
  }

  private Asked asked(Reader reader, Object since) {
    reader.read(new ExtractRequest.Since(CursorText.cursor(since), Reader.LIMITS));
    return api.log().get(api.log().size() - 1);
  }

  private static Map<String, Object> incremental(Object start, Object end) {
    return Map.of("start", start, "end", end);
  }

  @Test
  void boundsAreWrittenAsTheApiWantsThem() {
    Instant since = Instant.parse("2024-12-31T10:00:00.5Z");
    var iso = reader("cursor", "at", "incremental", incremental("from", "to"));
    assertThat(asked(iso, since).query())
        .containsEntry("from", "2024-12-31T10:00:00.500Z")
        .containsEntry("to", "2025-01-01T00:00:00Z");
    var seconds = Map.of("param", "from", "format", "epoch-seconds");
    var millis = Map.of("param", "to", "format", "epoch-millis");
    assertThat(
            asked(reader("cursor", "at", "incremental", incremental(seconds, millis)), since)
                .query())
        .containsEntry("from", "1735639200")
        .containsEntry("to", "1735689600000");
    var day = Map.of("param", "from", "format", "date");
    var lastDay = Map.of("param", "to", "format", "date");
    assertThat(
            asked(reader("cursor", "at", "incremental", incremental(day, lastDay)), since).query())
        .containsEntry("from", "2024-12-31")
        .as("the whole last day")
        .containsEntry("to", "2025-01-02");
  }

  @Test
  void anExclusiveParameterGetsASmallerValueSoThatTiesComeAgain() {
    var incremental =
        Map.of(
            "start",
            Map.of("param", "rowversion_gt", "exclusive", true),
            "bound",
            "largest",
            "ordered",
            true);
    var reader =
        reader(
            "cursor",
            "v",
            "fields",
            Map.of("id", "integer", "v", "integer"),
            "incremental",
            incremental);
    assertThat(asked(reader, 41L).query()).containsEntry("rowversion_gt", "40");
    var time = Map.of("start", Map.of("param", "after", "exclusive", true));
    assertThat(
            asked(
                    reader("cursor", "at", "incremental", time),
                    Instant.parse("2025-01-01T00:00:00Z"))
                .query())
        .containsEntry("after", "2024-12-31T23:59:59.999Z");
  }

  @Test
  void theServersClockCountsWhereItIsBehindOurs() {
    var reader = reader("cursor", "at", "incremental", Map.of("start", "from", "lag", "5s"));
    reader.clock.advance(Duration.ofDays(36_500));
    Instant before = Instant.now();
    Cursor next = reader.readAll().nextCursor().orElseThrow();
    Instant bound = (Instant) CursorText.value(next);
    assertThat(bound).isBetween(before.minusSeconds(7), Instant.now().minusSeconds(4));
  }

  @Test
  void aBoundInTheAnswerIsTakenFromTheFirstPage() {
    api.route("/list", asked -> Told.of(200, "{\"rows\": [{\"id\": 1, \"v\": 9}], \"max\": 12}"));
    var reader =
        reader(
            "cursor", "v",
            "fields", Map.of("id", "integer", "v", "integer"),
            "incremental", Map.of("start", "from", "bound", Map.of("path", "max")));
    assertThat(CursorText.value(reader.readAll().nextCursor().orElseThrow())).isEqualTo(12L);
  }

  @Test
  void theCursorNeverGoesBack() {
    var reader = reader("cursor", "at", "incremental", Map.of("start", "from"));
    Cursor later = CursorText.cursor(Instant.parse("2030-01-01T00:00:00Z"));
    Poll.End end = reader.read(new ExtractRequest.Since(later, Reader.LIMITS));
    assertThat(end.nextCursor()).contains(later);
  }

  @Test
  void aListThatIsAskedForByPostHasItsPageInTheBody() {
    api.route(
        "/list",
        asked ->
            Told.of(
                200,
                asked.body().contains("\"number\":1")
                    ? "{\"rows\": [{\"id\": 1}], \"total\": 1}"
                    : "{\"rows\": [], \"total\": 1}"));
    var reader =
        reader(
            "body", Map.of("filter", Map.of("active", true), "page", Map.of("sort", "id")),
            "query", Map.of("fields", "id"),
            "headers", Map.of("X-Version", "2"),
            "pagination",
                Map.of(
                    "type", "page",
                    "param", "page.number",
                    "size", 50,
                    "sizeParam", "page.size",
                    "in", "body"));
    reader.readAll();
    Asked first = api.log().get(0);
    assertThat(first.method()).isEqualTo("POST");
    assertThat(first.query()).containsEntry("fields", "id");
    assertThat(first.headers()).containsEntry("x-version", "2");
    assertThat(first.json())
        .isEqualTo(
            Map.of(
                "filter", Map.of("active", true),
                "page", Map.of("sort", "id", "number", 1L, "size", 50L)));
    assertThat(api.log()).hasSize(2);
  }

  @Test
  void filtersSayWhatAnswersMean() {
    var rules =
        List.of(
            Map.of("status", 404, "then", "ignore"),
            Map.of("status", List.of("403"), "contains", "quota", "then", "rate-limited"),
            Map.of("status", "2xx", "path", "error.code", "equals", "BUSY", "then", "retry"),
            Map.of("path", "error.code", "then", "fail", "message", "the API is unhappy"));
    var ignored = reader("responses", rules);
    api.next(Told.of(404, ""));
    assertThat(ignored.readAll().complete()).isTrue();
    assertThat(ignored.rows).isEmpty();
    api.next(Told.of(403, "out of quota").header("Retry-After", "9"));
    assertThatThrownBy(() -> reader("responses", rules).readAll())
        .isInstanceOfSatisfying(
            RetryableException.class, e -> assertThat(e.delay()).contains(Duration.ofSeconds(9)));
    api.next(Told.of(403, "forbidden"));
    assertThatThrownBy(() -> reader("responses", rules).readAll())
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("forbidden");
    api.next(Told.of(200, "{\"error\": {\"code\": \"BUSY\"}}"));
    assertThatThrownBy(() -> reader("responses", rules).readAll())
        .isInstanceOf(RetryableException.class);
    api.next(Told.of(200, "{\"error\": {\"code\": \"X\"}}"));
    assertThatThrownBy(() -> reader("responses", rules).readAll())
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("the API is unhappy");
  }

  @Test
  void aValueOfAnotherTypeTravelsAloneAndItsNeighboursDoNotNotice() {
    api.route(
        "/list",
        asked ->
            Told.of(
                200,
                "{\"rows\": [{\"id\": 1, \"n\": 1}, {\"id\": 2, \"n\": \"n/a\"}, {\"id\": 3, \"n\": 3},"
                    + " {\"id\": 4, \"n\": null}, {\"id\": 5}]}"));
    var declared = reader("fields", Map.of("id", "integer", "n", "integer"));
    declared.readAll();
    assertThat(declared.ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(declared.rows)
        .extracting(row -> row.get("n"))
        .containsExactly(1L, "n/a", 3L, null, null);
    assertThat(declared.rows)
        .extracting(row -> row.schema().field(row.schema().indexOf("n").orElseThrow()).type())
        .containsExactly(
            LogicalType.INTEGER,
            LogicalType.STRING,
            LogicalType.INTEGER,
            LogicalType.INTEGER,
            LogicalType.INTEGER);
    assertThat(declared.rows.get(4).has("n")).isFalse();
    var free = reader();
    free.readAll();
    assertThat(free.rows)
        .extracting(row -> row.get("n"))
        .containsExactly(1L, "n/a", 3L, null, null);
  }

  @Test
  void wholeNumbersAmongDecimalsAreDecimals() {
    api.route(
        "/list",
        asked -> Told.of(200, "{\"rows\": [{\"id\": 1, \"n\": 1}, {\"id\": 2, \"n\": 1.5}]}"));
    var reader = reader();
    reader.readAll();
    assertThat(reader.rows)
        .extracting(row -> String.valueOf(row.get("n")))
        .containsExactly("1", "1.5");
    assertThat(reader.rows.get(0).schema()).isEqualTo(reader.rows.get(1).schema());
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> reader("recrods", "x"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'records'?");
    assertThatThrownBy(() -> reader("pagination", Map.of("type", "ofset")))
        .hasMessageContaining("did you mean 'offset'?");
    assertThatThrownBy(() -> reader("pagination", Map.of("type", "cursor", "param", "c")))
        .hasMessageContaining("'path' is missing");
    assertThatThrownBy(() -> reader("cursor", "at")).hasMessageContaining("give both or none");
    assertThatThrownBy(
            () ->
                reader(
                    "cursor", "v",
                    "fields", Map.of("v", "integer"),
                    "incremental", Map.of("start", "from")))
        .hasMessageContaining("incremental.bound");
    assertThatThrownBy(
            () ->
                reader(
                    "cursor", "v",
                    "fields", Map.of("v", "integer"),
                    "incremental", Map.of("start", "from", "bound", "largest")))
        .hasMessageContaining("needs 'ordered: true'");
    assertThatThrownBy(() -> reader("responses", List.of(Map.of("status", 99, "then", "fail"))))
        .hasMessageContaining("responses[0].status");
    assertThatThrownBy(() -> reader("fields", Map.of("id", "integr")))
        .hasMessageContaining("did you mean 'integer'?");
  }

  private Reader boundInTheAnswer() {
    return reader(
        "cursor", "v",
        "fields", Map.of("id", "integer", "v", "integer"),
        "pagination", Map.of("type", "keyset", "fields", Map.of("after", "id")),
        "incremental", Map.of("start", "from", "bound", Map.of("path", "max")));
  }

  private static Told two(Asked asked, long max) {
    long after = Long.parseLong(asked.query().getOrDefault("after", "0"));
    String rows =
        after >= 6
            ? ""
            : "{\"id\": " + (after + 1) + ", \"v\": 1}, {\"id\": " + (after + 2) + ", \"v\": 2}";
    return Told.of(200, "{\"rows\": [" + rows + "], \"max\": " + max + "}");
  }

  @Test
  void aScanThatIsGoneOnWithKeepsTheBoundOfItsFirstPage() {
    var max = new AtomicLong(12);
    api.route("/list", asked -> two(asked, max.getAndAdd(10)));
    var reader = boundInTheAnswer();
    var limits = new BatchLimits(2, 1 << 20);
    var resume = new ArrayList<Optional<ResumePosition>>();
    var scan = new ExtractRequest.FullScan(Optional.empty(), limits);
    try (Extraction extraction = reader.extractor.open(scan)) {
      for (int i = 0; i < 2; i++) {
        resume.add(((Poll.Batch) extraction.next(Duration.ofSeconds(1))).resume());
      }
    }
    assertThat(resume.get(0)).as("the bound stands behind the records").isEmpty();
    assertThat(resume.get(1)).isPresent();
    Poll.End end = reader.read(new ExtractRequest.FullScan(resume.get(1), Reader.LIMITS));
    assertThat(reader.ids()).containsExactly(5L, 6L);
    assertThat(CursorText.value(end.nextCursor().orElseThrow())).isEqualTo(12L);
  }

  @Test
  void aBoundIsNotBelievedIfItsPageBrokeOffBefore() {
    api.route("/list", asked -> two(asked, 50));
    api.next(
        Told.of(200, "{\"rows\": [{\"id\": 1, \"v\": 1}, {\"id\": 2, \"v\": 2}], \"max\": 12} ")
            .cutInTheMiddle());
    var reader = boundInTheAnswer();
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(end.nextCursor()).as("record 1 may have changed before 50").isEmpty();
    assertThat(end.notices().get(0)).contains("upper bound");
  }

  @Test
  void decimalsAndDaysAreCursorsToo() {
    cursorsOf("decimal", "[{\"id\": 1, \"v\": 1.5}, {\"id\": 2, \"v\": 2.50}]", "1.50");
    cursorsOf(
        "date",
        "[{\"id\": 1, \"v\": \"2024-01-31\"}, {\"id\": 2, \"v\": \"2024-03-01\"}]",
        "2024-02-29");
  }

  private void cursorsOf(String type, String rows, String before) {
    api.route("/list", asked -> Told.of(200, "{\"rows\": " + rows + "}"));
    var reader =
        reader(
            "cursor",
            "v",
            "fields",
            Map.of("id", "integer", "v", type),
            "incremental",
            Map.of(
                "start",
                Map.of("param", "from", "exclusive", true),
                "bound",
                "largest",
                "ordered",
                true));
    Cursor first = reader.readAll().nextCursor().orElseThrow();
    Poll.End second = reader.read(new ExtractRequest.Since(first, Reader.LIMITS));
    assertThat(second.nextCursor()).contains(first);
    assertThat(api.log().get(api.log().size() - 1).query()).containsEntry("from", before);
  }

  @Test
  void whatHasNoOrderIsNoCursor() {
    for (String type : List.of("boolean", "object", "list", "bytes", "time")) {
      assertThatThrownBy(
              () ->
                  reader(
                      "cursor", "v",
                      "fields", Map.of("v", type),
                      "incremental", Map.of("start", "from", "bound", "largest", "ordered", true)))
          .as(type)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'cursor'");
    }
  }

  @Test
  void aCursorWithoutATypeIsReadWhereItStands() {
    api.route(
        "/list",
        asked ->
            Told.of(
                200, "{\"rows\": [{\"id\": 1, \"audit\": {\"at\": \"2024-05-05T00:00:00Z\"}}]}"));
    var reader =
        reader(
            "cursor", "at",
            "fields", Map.of("id", "integer", "at", Map.of("path", "audit.at")),
            "incremental", Map.of("start", "from"));
    assertThat(reader.readAll().notices()).isEmpty();
    assertThat(reader.rows.get(0).get("at")).isEqualTo(Instant.parse("2024-05-05T00:00:00Z"));
  }
}
