package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.DecimalForm.Grouping;
import dev.syncline.core.definition.DecimalForm.Percent;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.Layer;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import dev.syncline.core.definition.TypeOperation;
import dev.syncline.core.definition.Writes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a builder says and what a file says are equal, setting by setting. */
class TwinTest {
  private static final ComponentConfig LOOKED_UP =
      ComponentConfig.of(Map.of("connection", "shop", "query", "SELECT 1", "key", List.of("id")));

  private static SyncDefinition.Builder sync() {
    return SyncDefinition.builder("s")
        .source(
            SourceSpec.of(
                "db",
                ComponentConfig.of(
                    Map.of("connection", "shop", "key", List.of("id"), "cursor", "at"))))
        .destination(
            DestinationSpec.of(
                "api", ComponentConfig.of(Map.of("connection", "crm", "table", "t"))));
  }

  private static Arguments twin(SyncDefinition.Builder built, String yaml) {
    return arguments(built.build(), yaml);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        twin(sync(), ""),
        twin(
            sync().validate(v -> v.expression("a", "a < b")), "validate: {expression: {a: a < b}}"),
        twin(
            sync().validate(v -> v.expression("a", "a < b").message("m").warn()),
            "validate: {expression: {a: {rule: a < b, message: m, severity: warn}}}"),
        twin(sync().normalize(n -> n.trim("a")), "normalize: {trim: a}"),
        twin(
            sync()
                .normalize(
                    n ->
                        n.trim("a", "b")
                            .nfc("a")
                            .removeControls("a")
                            .emptyToNull("a")
                            .upper("a")
                            .lower("b")
                            .bool("c")
                            .integer("d", "e")),
            """
            normalize:
              trim: [a, b]
              nfc: a
              removeControls: a
              emptyToNull: a
              upper: a
              lower: b
              bool: c
              integer: [d, e]
            """),
        twin(
            sync().normalize(n -> n.upper("a").trim("a").lower("a").trim("a")),
            "normalize: [{upper: a, trim: a}, {lower: a}, {trim: a}]"),
        twin(sync().normalize(n -> n.decimal("a", "b")), "normalize: {decimal: [a, b]}"),
        twin(
            sync().normalize(n -> n.decimal("a", ',', '.').decimal("b", ',').decimal("c")),
            """
            normalize:
              decimal:
                a: {decimalSeparator: ",", groupingSeparator: .}
                b: {decimalSeparator: ","}
                c: {}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.date("a")
                            .date("b", "dd.MM.yyyy")
                            .date("c", "d/M/uu", "uuuuMMdd")
                            .localTimestamp("d")
                            .localTimestamp("e", "dd.MM.yyyy HH:mm")),
            """
            normalize:
              - date: a
              - date: {b: dd.MM.yyyy, c: [d/M/uu, uuuuMMdd]}
                localTimestamp: [d]
              - localTimestamp: {e: "dd.MM.yyyy HH:mm"}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.timestamp("a", ZoneId.of("Europe/Berlin"))
                            .timestamp("b", ZoneId.of("+02:00"), "uuuu-MM-dd HH:mm", "uuuu-MM-dd")),
            """
            normalize:
              timestamp:
                a: Europe/Berlin
                b: {zone: "+02:00", pattern: ["uuuu-MM-dd HH:mm", uuuu-MM-dd]}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.values("a", Map.of("N/A", "unknown", 1, "one"))
                            .values("b", Map.of("Y", true, "N", false))
                            .values("c", Map.of("x", 1, "y", 1.50))
                            .defaultValue("a", "1")
                            .defaultValue("b", 1)
                            .defaultValue("c", new BigDecimal("1.50"))
                            .defaultValue("d", false)),
            """
            normalize:
              values:
                a: {N/A: unknown, 1: one}
                b: {Y: true, N: false}
                c: {x: 1, y: 1.5}
              defaultValue: {a: "1", b: 1, c: 1.50, d: false}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.collapseSpaces("a", "b")
                            .nfkc("a")
                            .removeZeroWidth("*")
                            .bool("f_*", List.of("J", "ja"), List.of("N", "nein"))
                            .text("c")
                            .bytes("d", TypeOperation.Bytes.Encoding.BASE64)
                            .uuid("e")
                            .scale("g", 2)
                            .scale("h", 0, RoundingMode.HALF_EVEN)
                            .nullIf("a", "N/A", -1)
                            .off("note", Layer.STRINGS, Layer.DATES)
                            .off("raw_*")),
            """
            normalize:
              collapseSpaces: [a, b]
              nfkc: a
              removeZeroWidth: "*"
              bool: {f_*: {yes: [ja, j], no: [N, Nein]}}
              text: c
              bytes: {d: base64}
              uuid: e
              scale: {g: 2, h: {digits: 0, rounding: half-even}}
              nullIf: {a: [-1, N/A]}
              off: {note: [dates, strings], raw_*: all}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.decimal("a", DecimalForm.of(Locale.GERMANY).currencies("€", "EUR"))
                            .decimal(
                                "b",
                                DecimalForm.of('.', Optional.of(','))
                                    .grouping(Grouping.INDIAN)
                                    .percent(Percent.FRACTION)
                                    .accounting(true))
                            .decimal("c", DecimalForm.of(Locale.forLanguageTag("en-IN")))),
            """
            normalize:
              decimal:
                a: {locale: de-DE, currencies: [EUR, €]}
                b: {groupingSeparator: ",", grouping: indian, percent: fraction, accounting: true}
                c: {locale: en-IN}
            """),
        twin(
            sync()
                .normalize(
                    n ->
                        n.rule(
                                "*_date",
                                new TemporalOperation.Date(
                                    TemporalForm.of("dd.MM.yy", "uuuu-MM-dd")
                                        .twoDigitYearsFrom(1950)
                                        .zeroDates(ZeroDates.TO_NULL),
                                    true))
                            .time("t")
                            .time("u", "HHmm", "%H.%M")
                            .date("d", TemporalForm.of("d. MMMM yyyy").locale(Locale.GERMAN))
                            .localTimestamp("e", ZoneId.of("Asia/Tokyo"), TemporalForm.ISO)
                            .timestamp(
                                "f",
                                ZoneId.of("Europe/Berlin"),
                                TemporalForm.of("%d.%m.%Y %H:%M"),
                                Gap.SHIFT,
                                Overlap.REJECT)
                            .epoch("g", Unit.SECONDS)
                            .epoch("h", Unit.MILLISECONDS)),
            """
            normalize:
              - date:
                  "*_date":
                    pattern: [dd.MM.yy, uuuu-MM-dd]
                    twoDigitYearsFrom: 1950
                    zeroDates: to-null
                    dropTime: true
                time: [t]
              - time: {u: [HHmm, "%H.%M"]}
                date: {d: {pattern: d. MMMM yyyy, locale: de}}
                localTimestamp: {e: {zone: Asia/Tokyo}}
                timestamp:
                  f: {zone: Europe/Berlin, pattern: "%d.%m.%Y %H:%M", gap: shift, overlap: reject}
                epoch: {g: seconds, h: milliseconds}
            """),
        twin(
            sync()
                .validate(
                    v ->
                        v.required("a", "b")
                            .type("a", LogicalType.LOCAL_TIMESTAMP)
                            .matches("a", ".+@.+")
                            .length("a", 1, 80)
                            .maxLength("b", 5)
                            .minLength("c", 2)
                            .range("n", 0, 1.5)
                            .atLeast("m", new BigDecimal("1e3"))
                            .atMost("o", -1)
                            .oneOf("a", "x", 1, true)),
            """
            validate:
              required: [a, b]
              type: {a: local-timestamp}
              matches: {a: .+@.+}
              length: {a: {min: 1, max: 80}, b: {max: 5}, c: {min: 2}}
              range: {n: {min: 0, max: 1.50}, m: {min: 1000}, o: {max: -1}}
              oneOf: {a: [1, x, true]}
            """),
        twin(
            sync()
                .validate(
                    v ->
                        v.required("a")
                            .message("no a")
                            .required("b")
                            .message("no b")
                            .type("a", LogicalType.DATE)
                            .message("m1")
                            .matches("a", Pattern.compile("x.", Pattern.DOTALL | Pattern.COMMENTS))
                            .message("m2")
                            .length("a", 1, 2)
                            .message("m3")
                            .range("a", 1, 2)
                            .message("m4")
                            .oneOf("a", "NO")
                            .message("m5")
                            .oneOf("b", "y")
                            .required("a")),
            """
            validate:
              - required: {a: no a, b: {message: no b}}
                type: {a: {type: date, message: m1}}
                matches: {a: {pattern: x., flags: [dot-all, comments], message: m2}}
                length: {a: {min: 1, max: 2, message: m3}}
                range: {a: {min: 1, max: 2, message: m4}}
                oneOf: {a: {values: NO, message: m5}, b: y}
              - required: a
            """),
        twin(
            sync()
                .validate(
                    v ->
                        v.required("a")
                            .warn()
                            .maxLength("*_name", 80)
                            .message("long")
                            .warn()
                            .email("a")
                            .email("b")
                            .message("no mail")
                            .url("c")
                            .url("d", "ftp", "HTTPS")
                            .warn()
                            .unique("e")
                            .rule("f", new Constraint.Unique(List.of("g", "h"), 5000))
                            .message("twice")
                            .compare("end", ">=", "start")
                            .compare("x", "!=", "y")
                            .message("same")
                            .warn()
                            .custom("iban", "check-digit", Map.of())
                            .custom("isbn", "check-digit", Map.of("digits", List.of("13")))
                            .message("bad")),
            """
            validate:
              - required: {a: {severity: warn}}
                length: {"*_name": {max: 80, message: long, severity: warn}}
                email: [a]
              - email: {b: no mail}
                url: c
              - url: {d: {schemes: [https, ftp], severity: warn}}
                unique: e
              - unique: {f: {with: [g, h], atMost: 5000, message: twice}}
                compare: {end: ">= start", x: {rule: "!= y", message: same, severity: warn}}
                custom:
                  iban: check-digit
                  isbn: {type: check-digit, digits: ["13"], message: bad, severity: reject}
            """));
  }

  static Stream<Arguments> mappings() {
    return Stream.of(
        twin(
            sync()
                .map(
                    m ->
                        m.lookup("c", Lookup.file("c.csv", "code").atMost(7))
                            .lookup("q", Lookup.source(SourceSpec.of("db", LOOKED_UP)))
                            .lookup("o", Lookup.sync("s2"))
                            .keep("a > 1")
                            .keep("b")
                            .drop("a = 'x'")
                            .onLeave(OnLeave.DELETE)
                            .field("a.b[0]", "x.y", LogicalType.INTEGER)
                            .field("a.c", "x.z")
                            .lookUp("c", "a", "name", "n1")
                            .lookUp("q", "a", "mail", "n2", Missing.TO_NULL)
                            .lookUpOr("o", "a", "ref", "n3", 0)
                            .template("t1", "{a} {b}")
                            .template("t2", "{a}", OnNull.EMPTY)
                            .compute("c1", "a + 1")
                            .compute("c2", "a.b", LogicalType.DECIMAL)),
            """
            lookups:
              c: {file: c.csv, key: code, atMost: 7}
              q: {connection: shop, query: SELECT 1, key: id}
              o: {sync: s2}
            filter: {keep: [a > 1, b], drop: a = 'x', onLeave: delete}
            map:
              "a.b[0]": {to: x.y, type: integer}
              a.c: x.z
              a: [{to: n1, lookup: c, value: name},
                  {to: n2, lookup: q, value: mail, missing: to-null},
                  {to: n3, lookup: o, value: ref, otherwise: 0}]
            templates: {t1: "{a} {b}", t2: {template: "{a}", onNull: empty}}
            compute: {c1: a + 1, c2: {expression: a.b, type: decimal}}
            """),
        twin(
            sync()
                .map(
                    m ->
                        m.lookup("c", Lookup.file("c.json", "x", "y"))
                            .template("t", "{a}", OnNull.TO_NULL)
                            .compute("c", "a", LogicalType.STRING)
                            .add(
                                new FieldMapping.LookedUp(
                                    "c",
                                    List.of("a", "b"),
                                    "n",
                                    "l",
                                    Optional.of(LogicalType.DATE),
                                    Missing.REJECT,
                                    Optional.empty()))),
            """
            lookups: {c: {file: c.json, key: [x, y]}}
            map:
              - {template: "{a}", to: t, onNull: to-null}
              - {compute: a, to: c, type: string}
              - {field: [a, b], lookup: c, value: n, to: l, type: date}
            """),
        twin(sync().map(m -> m.fields("a", "b")), "map: [a, b]"),
        twin(
            sync()
                .map(
                    m ->
                        m.field("id", "customer_id")
                            .field("name", "title")
                            .field("name", "label")
                            .choice("status", "state", Map.of("a", "Active", "0", "None"))
                            .choice("kind", "kind", Map.of("x", 1), 0)
                            .constant("system", "shop")
                            .constant("version", 2)
                            .constant("rate", 1.5)
                            .constant("big", new BigInteger("12345678901234567890"))
                            .constant("code", "007")
                            .constant("live", true)),
            """
            map:
              id: customer_id
              name: [title, label]
              status: {to: state, values: {a: Active, 0: None}}
              kind: {values: {x: 1}, otherwise: 0}
            constants: {system: shop, version: 2, rate: 1.5, big: 12345678901234567890, code: 007,
              live: true}
            """),
        twin(
            sync()
                .map(
                    m ->
                        m.constant("system", "shop")
                            .field("id", "id")
                            .choice("name", "known", Map.of("Bob", true), false)
                            .field("name", "title")),
            """
            map:
              - {constant: shop, to: system}
              - id
              - {field: name, to: known, values: {Bob: true}, otherwise: false}
              - {field: name, to: title}
            """),
        twin(
            sync().map(m -> m.field("a", "x").choice("a", "y", Map.of("1", "2"))),
            "map: {a: [x, {to: y, values: {1: \"2\"}}]}"),
        twin(
            sync()
                .transform("upper", Map.of("fields", List.of("a"), "n", 1))
                .transform("t", Map.of()),
            "transform: [{type: upper, fields: [a], n: 1}, {type: t}]"),
        twin(sync().transform("t", Map.of()), "transform: {type: t}"),
        twin(
            sync()
                .parent("p", "s", "a", "b")
                .optionalParent("q", "s", "c")
                .deferredParent("r", "s", "d")
                .deferredParent("t", "s", "e"),
            """
            parents:
              p: {sync: s, key: [a, b]}
              q: {sync: s, key: c, optional: true}
              r: {sync: s, key: d, deferred: true}
              t: {sync: s, key: [e], deferred: true, optional: true}
            """));
  }

  static Stream<Arguments> settings() {
    var cases = new ArrayList<Arguments>();
    cases.add(twin(sync().delta(Delta.full()), "delta: full"));
    cases.add(twin(sync().delta(Delta.hash()), "delta: hash"));
    cases.add(twin(sync().delta(Delta.rowversion()), "delta: {strategy: rowversion}"));
    cases.add(
        twin(
            sync().delta(Delta.timestamp().overlap(Duration.ofMinutes(5))),
            "delta: {overlap: 5m}"));
    cases.add(
        twin(
            sync().delta(Delta.full().reconcileEvery(Duration.ofDays(7)).overlap(Duration.ZERO)),
            "delta: {strategy: FULL, reconcileEvery: 7d, overlap: 0s}"));
    cases.add(
        twin(
            sync().delta(Delta.hash().onMappingChange(OnMappingChange.PLAN)),
            "delta: {strategy: HASH, onMappingChange: plan}"));
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      cases.add(
          twin(
              sync().delta(Delta.hash().hashedWith(algorithm)),
              "delta: {strategy: hash, algorithm: "
                  + algorithm.name().toLowerCase(Locale.ROOT)
                  + "}"));
    }
    cases.add(
        twin(
            sync().delta(Delta.hash().volatileFields("synced_at", "run")),
            "delta: {strategy: hash, volatile: [run, synced_at]}"));
    cases.add(
        twin(
            sync().delta(Delta.timestamp().fullScanFallback(false)),
            "delta: {fullScanFallback: false}"));
    cases.add(twin(sync().writes(Writes.insertOnly()), "writes: {updateExisting: false}"));
    cases.add(twin(sync().writes(Writes.updateOnly()), "writes: {insertNew: false}"));
    cases.add(
        twin(
            sync().writes(Writes.ALL.namespace("shop", "north").namespace("no", 7)),
            "writes: {namespace: {shop: north, no: 7}}"));
    cases.add(twin(sync().accept(Risk.SHARED_ROWS), "sharedRows: accepted"));
    cases.add(
        twin(
            sync().deletes(Deletes.byAbsence().onLeave(Deletes.OnLeave.DELETE)),
            "deletes: {by: absence, onLeave: delete}"));
    cases.add(
        twin(
            sync()
                .schemaDrift(
                    SchemaDrift.standard()
                        .on(Kind.NEW, Answer.DISCARD)
                        .on(Kind.VANISHED, Answer.REJECT)
                        .on(Kind.NARROWED, Answer.FREEZE)
                        .on(Kind.WIDENED, Answer.REJECT)
                        .on(Kind.RETYPED, Answer.EVOLVE)),
            "schemaDrift: {new: discard, vanished: reject, narrowed: freeze, widened: reject,"
                + " retyped: evolve}"));
    cases.add(twin(sync().schemaDrift(SchemaDrift.always(Answer.FREEZE)), "schemaDrift: freeze"));
    cases.add(twin(sync().schemaDrift(SchemaDrift.standard()), "schemaDrift: {new: evolve}"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.FAIL), "onLossyWrite: fail"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.COERCE), "onLossyWrite: coerce"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.REJECT), ""));
    cases.add(twin(sync().deletes(Deletes.none()), "deletes: none"));
    cases.add(twin(sync().deletes(Deletes.byAbsence()), "deletes: absence"));
    cases.add(
        twin(
            sync().deletes(Deletes.byAbsence().atMostPercent(5)),
            "deletes: {by: absence, atMostPercent: 5}"));
    cases.add(
        twin(
            sync().deletes(Deletes.byFlag("gone").atMost(5_000_000_000L)),
            "deletes: {by: flag, field: gone, atMost: 5000000000}"));
    cases.add(
        twin(
            sync().errorBudget(ErrorBudget.ofPercent(2.5).after(10).count(7)),
            "errorBudget: {percent: 2.5, after: 10, count: 7}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.ofCount(7)), "errorBudget: {count: 7}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.unlimited()), "errorBudget: {percent: 100}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.standard()), "errorBudget: {percent: 10}"));
    cases.add(twin(sync().secretFields("iban"), "secretFields: iban"));
    cases.add(twin(sync().secretFields("iban", "*_token"), "secretFields: [iban, '*_token']"));
    var usual = RunSettings.DEFAULT;
    Map.<String, RunSettings>ofEntries(
            Map.entry("{}", usual),
            Map.entry("{batchRows: 5}", usual.batchRows(5)),
            Map.entry("{batchBytes: 4294967296}", usual.batchBytes(4L << 30)),
            Map.entry("{batchBytes: 4 GiB}", usual.batchBytes(4L << 30)),
            Map.entry("{batchBytes: 512KiB}", usual.batchBytes(512 << 10)),
            Map.entry("{queueCapacity: 9}", usual.queueCapacity(9)),
            Map.entry("{checkpointRows: 7}", usual.checkpointRows(7)),
            Map.entry("{checkpointEvery: 500ms}", usual.checkpointEvery(Duration.ofMillis(500))),
            Map.entry("{leaseTtl: PT2M}", usual.leaseTtl(Duration.ofMinutes(2))),
            Map.entry("{maxRetries: 0}", usual.maxRetries(0)),
            Map.entry("{retryDelay: 1s}", usual.retryDelay(Duration.ofSeconds(1))),
            Map.entry("{maxRetryDelay: 1h}", usual.maxRetryDelay(Duration.ofHours(1))),
            Map.entry("{maxWait: 1h}", usual.maxWait(Duration.ofHours(1))),
            Map.entry("{deadline: 2h}", usual.deadline(Duration.ofHours(2))))
        .forEach(
            (yaml, expected) -> cases.add(twin(sync().settings(expected), "settings: " + yaml)));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource({"rules", "mappings", "settings"})
  void saysTheSame(SyncDefinition built, String yaml) {
    var read = parse(yaml);
    assertThat(read).isEqualTo(built);
    assertThat(fingerprint(read)).isEqualTo(fingerprint(built));
  }

  private static String fingerprint(SyncDefinition sync) {
    return sync.normalization() + "" + sync.mapping() + sync.transforms();
  }

  /** A new operation or constraint must be sayable in a file, too, and stand in the table above. */
  @Test
  void coversEveryOperationAndConstraint() {
    var operations =
        rules()
            .map(twin -> (SyncDefinition) twin.get()[0])
            .flatMap(sync -> sync.normalization().rules().stream())
            .map(rule -> rule.operation().getClass().getName());
    assertThat(operations).containsAll(names(NormalizeOperation.class));
    var constraints =
        rules()
            .map(twin -> (SyncDefinition) twin.get()[0])
            .flatMap(sync -> sync.validation().rules().stream())
            .map(rule -> rule.constraint().getClass().getName());
    assertThat(constraints).containsAll(names(Constraint.class));
  }

  /** So must a new way to map a field or to look something up. */
  @Test
  void coversEveryMappingAndLookup() {
    var mappings = mappings().map(twin -> ((SyncDefinition) twin.get()[0]).mapping()).toList();
    assertThat(mappings.stream().flatMap(m -> m.fields().stream()).map(f -> f.getClass().getName()))
        .containsAll(names(FieldMapping.class));
    assertThat(
            mappings.stream()
                .flatMap(m -> m.lookups().values().stream())
                .map(lookup -> lookup.getClass().getName()))
        .containsAll(names(Lookup.class));
  }

  private static List<String> names(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? names(type).stream() : Stream.of(type.getName()))
        .toList();
  }

  static String file(String part) {
    return """
        connections: {shop: {type: db}, crm: {type: api}}
        syncs:
          - name: s2
            source: {connection: shop, key: id}
            destination: {connection: crm, table: t}
          - name: s
            source: {connection: shop, key: id, cursor: at}
            destination: {connection: crm, table: t}
        """
        + part.indent(4);
  }

  private static SyncDefinition parse(String part) {
    return SyncProject.parse(file(part), "f", Map.of()).sync("s");
  }
}
