package dev.syncline.core.project;

import static dev.syncline.core.project.Twins.sync;
import static dev.syncline.core.project.Twins.twin;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.DecimalForm.Grouping;
import dev.syncline.core.definition.DecimalForm.Percent;
import dev.syncline.core.definition.Layer;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import dev.syncline.core.definition.TypeOperation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Twins of what cleans and checks. */
final class RuleTwins {
  private RuleTwins() {}

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
}
