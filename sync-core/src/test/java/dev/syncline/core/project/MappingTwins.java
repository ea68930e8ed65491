package dev.syncline.core.project;

import static dev.syncline.core.project.Twins.sync;
import static dev.syncline.core.project.Twins.twin;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.definition.Lookup;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Twins of what maps. */
final class MappingTwins {
  private static final ComponentConfig LOOKED_UP =
      ComponentConfig.of(Map.of("connection", "shop", "query", "SELECT 1", "key", List.of("id")));

  private MappingTwins() {}

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
}
