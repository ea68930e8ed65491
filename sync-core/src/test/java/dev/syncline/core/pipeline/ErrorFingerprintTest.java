package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.pipeline.Row.Rejection;
import dev.syncline.core.value.ValueText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal failures of different records are one line, different failures are not. */
class ErrorFingerprintTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));
  private static final int RECORDS = 10_000;

  /** Names as people have them, and as they should not. */
  private static String name(Random random, long id) {
    List<String> kinds =
        List.of(
            "Ada",
            "Grace Hopper",
            "O'Brien",
            "d'Artagnan 's",
            "\"quoted\"",
            "it's, 'really', odd",
            "x@example.org",
            "2024-02-29T12:00:00Z",
            "-1.5e7",
            "R2D2-C3PO",
            "日本語",
            "long ".repeat(30));
    return kinds.get(random.nextInt(kinds.size())) + id;
  }

  private static String shown(String value) {
    return ValueText.shown(value);
  }

  private static Arguments kind(
      Stage stage, String what, BiFunction<Long, String, String> message) {
    return arguments(stage, what, message);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(
            Stage.VALIDATE,
            "pattern",
            (id, name) ->
                "field 'name' holds " + shown(name) + ", which does not match '[a-z']+', at all"),
        kind(
            Stage.VALIDATE,
            "range",
            (id, name) -> "field 'id' holds '" + id + "', which is not a number from 1"),
        kind(
            Stage.NORMALIZE,
            "coercion",
            (id, name) -> "field 'name' holds " + shown(name) + ", which is no number"),
        kind(
            Stage.NORMALIZE,
            "coercion",
            (id, name) -> "field 'name' holds '" + id + "', which has " + id + " digits"),
        kind(Stage.MAP, "IllegalStateException", (id, name) -> "cannot digest " + name),
        kind(
            Stage.MAP,
            "IllegalStateException",
            (id, name) -> "order " + new UUID(id * 77, ~id) + " of " + name + " is closed"),
        kind(
            Stage.DELTA,
            "duplicate-key",
            (id, name) -> "the source holds key " + Key.of(id) + " twice with different content"),
        kind(
            Stage.INGEST,
            "rejected",
            (id, name) -> "Duplicate entry '" + name + "' for key 'customers.name'"),
        kind(
            Stage.INGEST,
            "rejected",
            (id, name) ->
                "ERROR: duplicate key value violates unique constraint \"customers_pkey\" Detail: Key"
                    + " (name)=("
                    + name
                    + ") already exists."),
        kind(
            Stage.INGEST,
            "rejected",
            (id, name) ->
                "null value in column \"city\" of relation \"customers\" Detail: Failing row contains"
                    + " ("
                    + id
                    + ", "
                    + name
                    + ", null)."),
        kind(
            Stage.INGEST,
            "rejected",
            (id, name) -> "HTTP 422: request req_" + Long.toHexString(id * 7_919) + "a1 refused"),
        kind(
            Stage.INGEST,
            "rejected",
            (id, name) -> "at 2024-05-06T07:08:0" + id % 10 + "." + id + "Z the quota was spent"),
        kind(Stage.INGEST, "rejected", (id, name) -> "the record can't be kept: too old"));
  }

  private static String fingerprint(
      Stage stage, String type, String message, long id, String name) {
    Object[] raw = {id, name};
    var row = new Row(SCHEMA, raw, Op.UPSERT, new KeyHash(id, id), Key.of(id));
    return ErrorFingerprint.of(new Rejection(stage, type, message), row);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tenThousandEqualFailuresHaveOneFingerprint(
      Stage stage, String type, BiFunction<Long, String, String> message) {
    var random = new Random(stage.ordinal());
    var found = new HashSet<String>();
    for (long id = 1; id <= RECORDS; id++) {
      String name = name(random, id);
      found.add(fingerprint(stage, type, message.apply(id, name), id, name));
    }
    assertThat(found).hasSize(1);
    assertThat(found.iterator().next()).startsWith(stage + " " + type + ": ").hasSizeLessThan(301);
  }

  @Test
  void differentFailuresOfOneRecordHaveDifferentFingerprints() {
    var found = new ArrayList<String>();
    kinds()
        .forEach(
            kind -> {
              Object[] parts = kind.get();
              @SuppressWarnings("unchecked")
              var message = (BiFunction<Long, String, String>) parts[2];
              found.add(
                  fingerprint(
                      (Stage) parts[0], (String) parts[1], message.apply(7L, "Ada"), 7, "Ada"));
            });
    assertThat(found).doesNotHaveDuplicates().hasSize(13);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        arguments("another field", "field 'name' is null, r", "field 'city' is null, r"),
        arguments("another bound", "field 'a' holds '5', under 9", "field 'a' holds '5', under 7"),
        arguments("another word", "field 'a' holds '5', too low", "field 'a' holds '5', too high"),
        arguments("null and absent", "field 'a' is null, r", "field 'a' is absent, r"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void differentRulesHaveDifferentFingerprints(String what, String one, String other) {
    assertThat(fingerprint(Stage.VALIDATE, "rule", one, 7, "Ada"))
        .isNotEqualTo(fingerprint(Stage.VALIDATE, "rule", other, 7, "Ada"));
  }

  @Test
  void stageAndKindCount() {
    var found =
        List.of(
            fingerprint(Stage.MAP, "A", "no", 7, "Ada"),
            fingerprint(Stage.INGEST, "A", "no", 7, "Ada"),
            fingerprint(Stage.INGEST, "B", "no", 7, "Ada"));
    assertThat(found).doesNotHaveDuplicates();
  }

  @Test
  void theNameOfAColumnStaysAndItsValueGoes() {
    assertThat(
            fingerprint(
                Stage.INGEST, "rejected", "column \"age\" cannot hold 'old'", 7, "irrelevant"))
        .isEqualTo("INGEST rejected: column \"age\" cannot hold '…'");
  }
}
