package dev.syncline.core.project;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Syncs of which a part is wrong, and what is said of it. */
final class WrongParts {
  private WrongParts() {}

  /** A line added to a good sync, and what its only error says. */
  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "destinaton: x",
            "6:5: syncs[0].destinaton: unknown setting 'destinaton'; did you mean 'destination'?"),
        arguments(
            "delta: hsah",
            "6:12: syncs[0].delta: 'delta' cannot be 'hsah'; did you mean" + " 'hash'?"),
        arguments(
            "delta: timestamp",
            "6:12: syncs[0].delta: delta 'timestamp' needs a cursor on the source, and it "
                + "has none; name the field as its 'cursor'"),
        arguments(
            "delta: {overlap: 5 minutes}",
            "6:22: syncs[0].delta.overlap: 'overlap' must be a"
                + " duration such as 30s, 5m, 2h or 7d, not '5 minutes'"),
        arguments(
            "schemaDrift: {vanishd: freeze}",
            "6:19: syncs[0].schemaDrift.vanishd: unknown setting 'vanishd'; did you mean"
                + " 'vanished'?"),
        arguments(
            "schemaDrift: {new: ignore}",
            "6:24: syncs[0].schemaDrift.new: 'new' cannot be 'ignore'; known: discard, evolve,"
                + " freeze, reject"),
        arguments(
            "onLossyWrite: cut",
            "6:19: syncs[0].onLossyWrite: 'onLossyWrite' cannot be 'cut'; known: coerce, fail,"
                + " reject"),
        arguments(
            "delta: {overlp: 5m}",
            "6:13: syncs[0].delta.overlp: unknown setting 'overlp'; did" + " you mean 'overlap'?"),
        arguments(
            "delta: {reconcileEvery: 0s}",
            "6:29: syncs[0].delta.reconcileEvery:"
                + " 'reconcileEvery' must be longer than nothing, not PT0S"),
        arguments(
            "deletes: {by: flag}",
            "6:5: syncs[0].deletes.field: deletes by flag need the" + " field that holds the flag"),
        arguments(
            "deletes: {by: absence, atMostPercent: 101}",
            "6:43: syncs[0].deletes.atMostPercent: 'atMostPercent' must be between 0 and "
                + "100, not 101"),
        arguments(
            "deletes: {atMost: 1}",
            "6:5: syncs[0].deletes.by: 'by' is missing; add it: how a run knows that a "
                + "record is gone"),
        arguments(
            "deletes: {by: absence, atMost: many}",
            "6:36: syncs[0].deletes.atMost: 'atMost'" + " must be a whole number, not 'many'"),
        arguments(
            "errorBudget: 5",
            "6:18: syncs[0].errorBudget: 'errorBudget' must be a section of"
                + " names and values, not '5'"),
        arguments(
            "settings: {batchRows: 0}",
            "6:27: syncs[0].settings.batchRows: 'batchRows' must" + " be at least 1, not 0"),
        arguments(
            "settings: {batchBytes: 8 MB}",
            "6:28: syncs[0].settings.batchBytes: 'batchBytes'"
                + " must be a number of bytes such as 8 MiB, not '8 MB'"),
        arguments(
            "settings: {maxRetryDelay: 1ms}",
            "6:31: syncs[0].settings.maxRetryDelay: 'maxRetryDelay' must not be shorter than"
                + " 'retryDelay': PT0.001S against PT0.2S"),
        arguments(
            "normalize: {trimm: a}",
            "6:17: syncs[0].normalize.trimm: unknown rule 'trimm'; did" + " you mean 'trim'?"),
        arguments(
            "normalize: {trim: []}",
            "6:17: syncs[0].normalize.trim: 'trim' names no field; name at least one"),
        arguments(
            "normalize: {timestamp: {at: Europe/Berln}}",
            "6:33: syncs[0].normalize.timestamp"
                + ".at: 'Europe/Berln' is no time zone; did you mean 'Europe/Berlin'?"),
        arguments(
            "normalize: {date: {at: YYYY-bb}}",
            "6:28: syncs[0].normalize.date.at: 'YYYY-bb' is no date pattern: Unknown "
                + "pattern letter: b; write one such as dd.MM.yyyy or %d.%m.%Y"),
        arguments(
            "normalize: {decimal: {a: {decimalSeparator: \",,\"}}}",
            "6:49:"
                + " syncs[0].normalize.decimal.a.decimalSeparator: 'decimalSeparator' must be one"
                + " character, not ',,'"),
        arguments(
            "normalize: {values: {a: {x: [1]}}}",
            "6:30: syncs[0].normalize.values.a.x: 'x' must be a single value, not a list"),
        arguments(
            "normalize: {bool: {a: {yes: [J]}}}",
            "6:24: syncs[0].normalize.bool.a: words for true need words for false, and vice versa"),
        arguments(
            "normalize: {bool: {a: {yes: [J], nein: N}}}",
            "6:38: syncs[0].normalize.bool.a.nein: unknown setting 'nein'; known: no, yes"),
        arguments(
            "normalize: {bytes: {a: hexx}}",
            "6:28: syncs[0].normalize.bytes.a: 'a' cannot be 'hexx'; did you mean 'hex'?"),
        arguments(
            "normalize: {scale: {a: {digits: 2, rounding: up-half}}}",
            "6:50: syncs[0].normalize.scale.a.rounding: 'rounding' cannot be 'up-half'; known:"
                + " ceiling, down, floor, half-down, half-even, half-up, unnecessary, up"),
        arguments(
            "normalize: {decimal: {a: {locale: xx-YY}}}",
            "6:39: syncs[0].normalize.decimal.a.locale: 'xx-YY' is no language tag such as de or"
                + " en-IN"),
        arguments(
            "normalize: {decimal: {a: {locale: de, decimalSeparator: .}}}",
            "6:61: syncs[0].normalize.decimal.a.decimalSeparator: 'locale' says the separators"
                + " already; give one or the other"),
        arguments(
            "normalize: {decimal: {a: {currencies: '12'}}}",
            "6:27: syncs[0].normalize.decimal.a: '12' is no currency sign such as € or EUR"),
        arguments(
            "normalize: {date: {a: '%d.%m.%y'}}",
            "6:27: syncs[0].normalize.date.a: '%d.%m.%y' has a year of two digits; say by"
                + " 'twoDigitYearsFrom' which hundred years it means, such as 1969"),
        arguments(
            "normalize: {date: {a: uuuuuuuuuuuu-MM-dd}}",
            "6:27: syncs[0].normalize.date.a: 'uuuuuuuuuuuu-MM-dd' is no date pattern that Java"
                + " can read; write one such as dd.MM.yyyy or %d.%m.%Y"),
        arguments(
            "normalize: {date: {a: '%Q'}}",
            "6:27: syncs[0].normalize.date.a: '%Q' is no date pattern: unknown '%Q'; "
                + "known: Y y m d H I M S f p b B a A j z Z e F T D R %; write one such as "
                + "dd.MM.yyyy or %d.%m.%Y"),
        arguments(
            "normalize: {date: {a: {twoDigitYearsFrom: 1950}}}",
            "6:24: syncs[0].normalize.date.a: no pattern has a year of two digits; leave "
                + "it out"),
        arguments(
            "normalize: {time: {a: HH:mm uuuu}}",
            "6:27: syncs[0].normalize.time.a: the pattern 'HH:mm uuuu' names more than a "
                + "time of day; take the rest out"),
        arguments(
            "normalize: {epoch: {a: milis}}",
            "6:28: syncs[0].normalize.epoch.a: 'a' cannot be 'milis'; known: microseconds,"
                + " milliseconds, nanoseconds, seconds"),
        arguments(
            "normalize: {timestamp: {a: {zone: UTC, gap: shfit}}}",
            "6:49: syncs[0].normalize.timestamp.a.gap: 'gap' cannot be 'shfit'; did you mean"
                + " 'shift'?"),
        arguments(
            "normalize: {off: {a: string}}",
            "6:26: syncs[0].normalize.off.a: 'a' cannot be 'string'; did you mean 'strings'?"),
        arguments(
            "validate: {matches: {a: \"a(b\"}}",
            "6:29: syncs[0].validate.matches.a: 'a(b' is"
                + " no regular expression: Unclosed group at character 4; correct it there"),
        arguments(
            "validate: {matches: {a: {pattern: x, flags: dotall}}}",
            "6:49:"
                + " syncs[0].validate.matches.a.flags: 'flags' cannot be 'dotall'; did you mean"
                + " 'dot-all'?"),
        arguments(
            "validate: {type: {a: txt}}",
            "6:26: syncs[0].validate.type.a: 'a' cannot be 'txt'; known: boolean, bytes, date,"
                + " decimal, float, integer, list, local-timestamp, object, string, time,"
                + " timestamp"),
        arguments(
            "validate: {range: {a: {min: x}}}",
            "6:33: syncs[0].validate.range.a.min: 'min'" + " must be a number, not 'x'"),
        arguments(
            "validate: {compare: {end: '=> start'}}",
            "6:31: syncs[0].validate.compare.end: '=> start' is no comparison; write = != < <= > or"
                + " >= and a field, as in '>= start'"),
        arguments(
            "validate: {unique: {a: {atMost: 0}}}",
            "6:37: syncs[0].validate.unique.a.atMost: 'atMost' must be at least 1," + " not 0"),
        arguments(
            "validate: {url: {a: {schemes: 'http:'}}}",
            "6:22: syncs[0].validate.url.a: 'http:' is no scheme such as https"),
        arguments(
            "validate: {email: {a: {severity: wran}}}",
            "6:38: syncs[0].validate.email.a.severity: 'severity' cannot be 'wran'; did you mean"
                + " 'warn'?"),
        arguments(
            "validate: {custom: {a: local}}",
            "6:28: syncs[0].validate.custom.a: 'local' is for validators made in code; "
                + "name the type of a provider"),
        arguments(
            "compute: {x: price * * 2}",
            "6:18: syncs[0].compute.x: unexpected token after infix operator, at character 9 of"
                + " 'price * * 2'; correct it there"),
        arguments(
            "compute: {x: \"lenght(name) > 3\"}",
            "6:18: syncs[0].compute.x: there is no function 'lenght'; did you mean 'length'?, at"
                + " character 1 of 'lenght(name) > 3'; correct it there"),
        arguments(
            "compute: {x: {expression: a, typ: date}}",
            "6:34: syncs[0].compute.x.typ: unknown setting 'typ'; did you mean 'type'?"),
        arguments(
            "compute: {x: {expression: a, type: dat}}",
            "6:40: syncs[0].compute.x.type: 'type' cannot be 'dat'; did you mean 'date'?"),
        arguments(
            "templates: {x: \"{a\"}",
            "6:20: syncs[0].templates.x: '{' begins the name of a field, and '}' ends it, at"
                + " character 1 of '{a'; correct it there"),
        arguments(
            "templates: {x: plain}",
            "6:20: syncs[0].templates.x: the template 'plain' names no field; write {field}, or use"
                + " a constant, at character 1 of 'plain'; correct it there"),
        arguments(
            "filter: {keep: [a, 'b >'], drop: c}",
            "6:24: syncs[0].filter.keep[1]: a value is missing at the end, at character 3 of"
                + " 'b >'; correct it there"),
        arguments(
            "filter: {onLeave: delete}",
            "6:5: syncs[0].filter.keep: a filter needs 'keep' or 'drop'"),
        arguments(
            "filter: {keep: a, onLeave: remove}",
            "6:32: syncs[0].filter.onLeave: 'onLeave' cannot be 'remove'; known: delete, keep"),
        arguments(
            "map: {a: {to: x, lookup: l}}",
            "6:11: syncs[0].map.a.value: 'value' is missing; name the column of the lookup to take"),
        arguments(
            "map: {a: {to: x, lookup: cuntries, value: v}}\n    lookups: {countries: {file: c.csv, key: a}}",
            "6:5: syncs[0].map: there is no lookup 'cuntries'; did you mean 'countries'?"),
        arguments(
            "map: {a: {to: x, missing: reject}}",
            "6:31: syncs[0].map.a.missing: 'missing' needs 'lookup' that it completes"),
        arguments(
            "map: {a: \"x[0]\"}",
            "6:14: syncs[0].map.a: 'x[0]' would build a list; use list(a, b) in an expression for that,"
                + " as in 'x'"),
        arguments(
            "map: {a: x.y, b: x}",
            "6:5: syncs[0].map: two mapped fields are called 'x'; rename one of them"),
        arguments(
            "map: {b: x, a: x.y.z}",
            "6:5: syncs[0].map: 'x.y.z' is mapped already, as a whole or in part; rename one of them"),
        arguments(
            "map: {a: x..y}",
            "6:14: syncs[0].map.a: in 'x..y', a name is missing; write a name with a dot or a bracket in"
                + " it [\"x..y\"]"),
        arguments(
            "lookups: {l: {file: c.xls, key: a}}",
            "6:25: syncs[0].lookups.l.file: 'c.xls' must end in .csv or .json"),
        arguments(
            "lookups: {l: {file: c.csv}}",
            "6:15: syncs[0].lookups.l.key: a lookup needs a key: the columns by which it is looked"
                + " up"),
        arguments(
            "lookups: {l: {key: a}}",
            "6:15: syncs[0].lookups.l.file: a lookup reads a 'file', a 'connection' or another"
                + " 'sync'; name one of them"),
        arguments(
            "lookups: {l: {connection: shp, query: q, key: a}}",
            "6:31: syncs[0].lookups.l.connection: there is no connection 'shp'; did you mean"
                + " 'shop'?"),
        arguments(
            "lookups: {l: {sync: nobody}}",
            "6:25: syncs[0].lookups.l.sync: there is no sync 'nobody'; known: s"),
        arguments(
            "validate: {expression: {a: 'a >> b'}}",
            "6:32: syncs[0].validate.expression.a: unexpected token after infix operator, at"
                + " character 4 of 'a >> b'; correct it there"),
        arguments(
            "map: {a: x, b: x}",
            "6:20: syncs[0].map.b: 'x' is mapped already, in line 6; name another field"),
        arguments(
            "map: {id: a, id: b}",
            "6:18: syncs[0].map.id: 'id' stands here and in line 6, too;"
                + " to feed several fields from one, write id: [a, b]"),
        arguments(
            "map: {id: {to: a, otherwise: b}}",
            "6:34: syncs[0].map.id.otherwise: 'otherwise'" + " needs 'values' that it completes"),
        arguments(
            "map: {id: {to: a, values: {x: 1, y: b}}}",
            "6:11: syncs[0].map.id: the values" + " must be of one type, not of [INTEGER, STRING]"),
        arguments(
            "constants: {a: 1}",
            "6:5: syncs[0].constants: the mapping has constants only; name the"
                + " source fields to write, too"),
        arguments(
            "transform: [{fields: a}]",
            "6:17: syncs[0].transform[0].type: 'type' is missing; add it: the type of the "
                + "transformer's provider"),
        arguments(
            "transform: [{type: local}]",
            "6:24: syncs[0].transform[0].type: 'local' is for transformers made in code; "
                + "name the type of a provider"),
        arguments(
            "parents: {p: {sync: t, key: a}}",
            "6:25: syncs[0].parents.p.sync: there is no sync" + " 't'; did you mean 's'?"),
        arguments(
            "parents: {p: {sync: s}}",
            "6:15: syncs[0].parents.p.key: 'key' is missing; add it: the source fields "
                + "that hold the parent's key"),
        arguments(
            "parents: {p: {sync: s, key: a, optional: maybe}}",
            "6:46:"
                + " syncs[0].parents.p.optional: 'optional' must be true or false, not 'maybe'"),
        arguments(
            "name: t",
            "6:5: syncs[0].name: 'name' stands here and in line 3, too; take one of them "
                + "out"));
  }
}
