package dev.syncline.smartsuite.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Poll;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.extract.SmartSuiteExtractor;
import dev.syncline.smartsuite.extract.SourceOptions;
import dev.syncline.smartsuite.load.LoaderOptions;
import dev.syncline.smartsuite.load.SmartSuiteLoader;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.smartsuite.simulator.Variant;
import dev.syncline.testkit.Changes;
import dev.syncline.testkit.TestClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type of field, through the loader into the simulator, and out again. */
class RoundTripTest {
  private static final String TABLE = "64a0000000000000000000aa";
  private static final String FIELD = "s000000one";
  private static final String ANN = "5f00000000000000000000a1";
  private static final String LINK = "70b5c4cd0000000000000007";
  private static final BatchLimits LIMITS = new BatchLimits(100, 1 << 20);

  private final TestClock clock = TestClock.create();

  /**
   * One value.
   *
   * @param kept what the simulator must hold, as JSON
   * @param read what comes out again
   */
  record Case(String type, Object value, Object kept, Object read) {
    @Override
    public String toString() {
      return type + " " + value;
    }
  }

  private static Case same(String type, Object value) {
    return new Case(type, value, value, value);
  }

  private static Object date(String date, boolean withTime) {
    return Map.of("date", date, "include_time", withTime);
  }

  static Stream<Case> cases() {
    Instant moment = Instant.parse("2023-05-09T06:00:00.123456Z");
    LocalDate day = LocalDate.of(2023, 5, 9);
    Object kept = date("2023-05-09T06:00:00.123456Z", true);
    Object keptDay = date("2023-05-09T00:00:00Z", false);
    var address = Map.of("location_city", "Köln", "location_zip", "50667");
    var rich =
        Map.of(
            "data",
            Map.of("type", "doc", "content", List.of()),
            "html",
            "<p>x</p>",
            "preview",
            "x");
    return Stream.of(
        same("textfield", " Ärger 日本語 😀 'q' \\ "),
        new Case("textfield", new BigDecimal("12345678.90"), "12345678.90", "12345678.90"),
        new Case("textfield", 7L, "7", "7"),
        same("textareafield", "one\ntwo"),
        same("recordtitlefield", "A title"),
        same("richtextareafield", rich),
        new Case(
            "numberfield",
            new BigDecimal("12345678.90"),
            "12345678.90",
            new BigDecimal("12345678.90")),
        new Case(
            "numberfield",
            Long.MAX_VALUE,
            "9223372036854775807",
            new BigDecimal("9223372036854775807")),
        new Case("numberfield", "0.10", "0.10", new BigDecimal("0.10")),
        new Case("numberfield", new BigDecimal("1E+3"), "1000", new BigDecimal("1000")),
        new Case(
            "currencyfield",
            new BigDecimal("-0.0000000000001"),
            "-0.0000000000001",
            new BigDecimal("-0.0000000000001")),
        new Case("percentfield", new BigDecimal("12.5"), "12.5", new BigDecimal("12.5")),
        new Case("durationfield", new BigDecimal("94530.0"), "94530.0", new BigDecimal("94530.0")),
        same("numbersliderfield", new BigDecimal("40")),
        same("percentcompletefield", new BigDecimal("99.9")),
        new Case("ratingfield", 4L, new BigDecimal("4"), new BigDecimal("4")),
        new Case("datefield", moment, kept, moment),
        new Case("datefield", day, keptDay, day),
        new Case("datefield", "2023-05-09", keptDay, day),
        new Case("datefield", "2023-05-09T08:00:00.123456+02:00", kept, moment),
        new Case("datefield", LocalDateTime.parse("2023-05-09T08:00:00.123456"), kept, moment),
        new Case(
            "daterangefield",
            List.of(day, moment),
            Map.of("from_date", keptDay, "to_date", kept),
            Map.of("from_date", keptDay, "to_date", kept)),
        same("daterangefield", Map.of("from_date", keptDay, "to_date", kept)),
        new Case("duedatefield", moment, dueDate(kept), dueDate(kept)),
        new Case("timefield", LocalTime.of(21, 15), "21:15:00", LocalTime.of(21, 15)),
        same("singleselectfield", "3u0Cl"),
        new Case("singleselectfield", "Good", "3u0Cl", "3u0Cl"),
        new Case("singleselectfield", "good", "3u0Cl", "3u0Cl"),
        new Case(
            "multipleselectfield",
            List.of("Good", "8kX2a"),
            List.of("3u0Cl", "8kX2a"),
            List.of("3u0Cl", "8kX2a")),
        new Case("tagsfield", "Bad", List.of("8kX2a"), List.of("8kX2a")),
        new Case(
            "statusfield",
            "Good",
            Map.of("value", "3u0Cl", "updated_on", "2025-01-01T00:00:00.250000Z"),
            "3u0Cl"),
        same("yesnofield", true),
        same("yesnofield", false),
        new Case("yesnofield", 1L, true, true),
        new Case("emailfield", "a@b.org", List.of("a@b.org"), List.of("a@b.org")),
        same("linkfield", List.of("https://a.org", "https://b.org")),
        new Case("phonefield", "+49 221 1", phone(), phone()),
        new Case("phonefield", full(2L), full(new BigDecimal("2")), full(2L)),
        same("addressfield", address),
        new Case(
            "addressfield",
            "Dom 1",
            Map.of("location_address", "Dom 1"),
            Map.of("location_address", "Dom 1")),
        same("fullnamefield", Map.of("first_name", "Ann", "last_name", "Lee")),
        new Case("userfield", "Ann@example.org", List.of(ANN), List.of(ANN)),
        same("userfield", List.of(ANN)),
        new Case("linkedrecordfield", LINK, List.of(LINK), List.of(LINK)),
        same("linkedrecordfield", List.of(LINK)),
        same("ipaddressfield", List.of(Map.of("country_code", "DE", "address", "10.0.0.1"))),
        new Case(
            "colorpickerfield",
            "#3A86FF",
            List.of(Map.of("value", "#3A86FF")),
            List.of(Map.of("value", "#3A86FF"))),
        new Case(
            "filefield",
            "https://a.org/x.pdf",
            List.of("https://a.org/x.pdf"),
            List.of("https://a.org/x.pdf")),
        same("quantumfield", "anything"),
        same("quantumfield", Map.of("spin", "up")));
  }

  private static Object full(Object type) {
    return List.of(
        Map.of(
            "phone_country", "US",
            "phone_number", "5",
            "phone_extension", "9",
            "phone_type", type));
  }

  private static Object phone() {
    return List.of(Map.of("phone_country", "DE", "phone_number", "+49 221 1"));
  }

  private static Object dueDate(Object last) {
    var due = new LinkedHashMap<String, @Nullable Object>();
    due.put("from_date", null);
    due.put("to_date", last);
    due.put("is_overdue", false);
    due.put("status_is_completed", false);
    due.put("status_updated_on", null);
    return due;
  }

  private SmartSuiteSimulator simulator(String type, Variant... variants) {
    SimulatedField field = SimulatedField.of(FIELD, "One", type);
    if (type.matches(".*(select|tags|status)field")) {
      field = field.choice("3u0Cl", "Good").choice("8kX2a", "Bad");
    }
    return SmartSuiteSimulator.builder()
        .clock(clock)
        .table(SimulatedTable.of(TABLE, "Things").field(field))
        .member(ANN, "ann@example.org", "Ann")
        .with(variants)
        .start();
  }

  private SmartSuiteClient client(SmartSuiteSimulator simulator) {
    return new SmartSuiteClient(
        ComponentConfig.of(
            Map.of(
                "url", simulator.baseUrl(),
                "account", simulator.account(),
                "token", simulator.token())),
        clock,
        clock::advance);
  }

  private static SmartSuiteLoader loader(SmartSuiteClient client) {
    return new SmartSuiteLoader(
        () -> client,
        LoaderOptions.of(
            ComponentConfig.of(
                Map.of(
                    "connection", "work",
                    "table", TABLE,
                    "zone", "Europe/Berlin",
                    "phoneCountry", "DE"))));
  }

  private static Schema schema(Object value) {
    return Schema.of(Field.of("title", LogicalType.STRING), Field.of("One", LogicalType.of(value)));
  }

  private static WriteResult write(SmartSuiteLoader loader, Object value) {
    loader.prepare(new Target(schema(value), List.of("title"), true));
    var batch = Changes.of(schema(value)).insert(Key.of("k"), "k", value).build();
    return loader.write(batch, new WriteContext("sync", "run", 1)).get(0);
  }

  private static List<@Nullable Object> read(SmartSuiteClient client, String name, boolean labels) {
    var options =
        SourceOptions.of(
            ComponentConfig.of(
                Map.of("connection", "work", "table", TABLE, "key", "id", "labels", labels)));
    try (var extractor = new SmartSuiteExtractor(() -> client, options);
        var reading = extractor.open(new ExtractRequest.FullScan(Optional.empty(), LIMITS))) {
      var batch = ((Poll.Batch) reading.next(Duration.ofSeconds(5))).records();
      return Arrays.asList(batch.row(0).toMap().get(name));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arrivesExactlyAndComesBack(Case one) {
    try (var simulator = simulator(one.type())) {
      var client = client(simulator);
      var loader = loader(client);

      assertThat(write(loader, one.value())).isInstanceOf(WriteResult.Written.class);

      var record = simulator.records(TABLE).get(0);
      assertThat(record.get(FIELD)).isEqualTo(one.kept());
      assertThat(read(client, FIELD, false).get(0)).isEqualTo(one.read());
      assertVerified(loader, one, record);
    }
  }

  /** What is read back compares equal to what would be written again. */
  private static void assertVerified(
      SmartSuiteLoader loader, Case one, Map<String, @Nullable Object> record) {
    var written =
        Changes.of(schema(one.value())).insert(Key.of("k"), "k", one.value()).build().values();
    var wanted = loader.readForm(written).get(0).orElseThrow();
    var held =
        loader.read(List.of(DestinationRef.of(String.valueOf(record.get("id"))))).get(0).values();
    if (!one.type().equals("filefield")) {
      assertThat(held).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"STATUS_AS_TEXT", "SHOWS_EMPTY_VALUES", "UNKNOWN_FIELD_TYPES"})
  void aStatusIsReadInEveryForm(Variant variant) {
    try (var simulator = simulator("statusfield", variant)) {
      var client = client(simulator);
      write(loader(client), "Good");

      assertThat(read(client, FIELD, false).get(0)).isEqualTo("3u0Cl");
      assertThat(read(client, FIELD, true).get(0)).isEqualTo("Good");
      assertThat(read(client, "first_created", false).get(0)).isInstanceOf(Instant.class);
    }
  }

  static Stream<Case> unfit() {
    return Stream.of(
        new Case("numberfield", "12,5", "is no number: '12,5'", ""),
        new Case("datefield", "31.12.2024", "is no date: '31.12.2024'", ""),
        new Case(
            "datefield",
            Instant.parse("2024-01-01T00:00:00.123456789Z"),
            "more than six digits",
            ""),
        new Case("timefield", LocalTime.of(1, 2, 3, 4_000), "a fraction of a second", ""),
        new Case("singleselectfield", "Godo", "is no choice: 'Godo'", ""),
        new Case("yesnofield", "maybe", "neither true nor false", ""),
        new Case("userfield", "bob@example.org", "names nobody who is a member", ""),
        new Case("linkedrecordfield", "17", "declare the link as a parent", ""),
        new Case("daterangefield", LocalDate.of(2024, 1, 1), "no pair of dates", ""),
        new Case("phonefield", List.of(Map.of("number", "5")), "not known: 'number'", ""));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void whatDoesNotFitIsRefusedAndNothingIsSent(Case one) {
    try (var simulator = simulator(one.type())) {
      WriteResult result = write(loader(client(simulator)), one.value());

      assertThat(result).isInstanceOf(WriteResult.Rejected.class);
      assertThat(((WriteResult.Rejected) result).reason())
          .startsWith("the field 'One' ")
          .contains((String) one.kept());
      assertThat(simulator.records(TABLE)).isEmpty();
    }
  }

  @Test
  void aPlainTextBecomesParagraphs() {
    try (var simulator = simulator("richtextareafield")) {
      var loader = loader(client(simulator));
      write(loader, "a < b\nc");

      var kept = (Map<?, ?>) Objects.requireNonNull(simulator.records(TABLE).get(0).get(FIELD));
      assertThat(kept.get("html")).isEqualTo("<p>a &lt; b</p><p>c</p>");
      assertThat(kept.get("preview")).isEqualTo("a < b\nc");
    }
  }
}
