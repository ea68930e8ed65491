package dev.syncline.core.pipeline;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.lookup.LookupTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * NORMALIZE and MAP of one record of twelve fields. The stages are seen by their package only, so
 * this stands in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StagesBenchmark {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("email", LogicalType.STRING),
          Field.of("phone", LogicalType.STRING),
          Field.of("street", LogicalType.STRING),
          Field.of("city", LogicalType.STRING),
          Field.of("zip", LogicalType.STRING),
          Field.of("country", LogicalType.STRING),
          Field.of("status", LogicalType.STRING),
          Field.of("balance", LogicalType.DECIMAL),
          Field.of("active", LogicalType.BOOLEAN),
          Field.of("updated_at", LogicalType.TIMESTAMP));

  private final RowStep trim =
      normalize(
          Normalization.builder()
              .trim("name", "email", "phone", "street", "city", "zip", "country", "status")
              .build());
  private final RowStep clean =
      normalize(
          Normalization.builder()
              .trim("name", "email", "phone", "street", "city", "zip", "country", "status")
              .nfc("name", "street", "city")
              .removeControls("name", "street", "city")
              .emptyToNull("phone", "zip")
              .timestamp("updated_at", ZoneId.of("Europe/Berlin"))
              .build());
  private final RowStep everything = map(Mapping.ALL);
  private final RowStep renamed =
      map(
          Mapping.builder()
              .field("id", "customer_id")
              .field("name", "title")
              .field("email", "email")
              .field("city", "city")
              .choice("status", Map.of("customer", "Customer", "prospect", "Lead"))
              .field("balance", "amount")
              .field("updated_at", "changed")
              .build());

  private final Object[] values = {
    123_456_789L,
    "Ada Lovelace",
    " ada.lovelace@example.org ",
    "+49 30 1234567",
    "12 St James's Square",
    "London",
    "00815",
    "GB",
    "customer",
    new BigDecimal("1234567.89"),
    true,
    Instant.parse("2026-03-01T12:34:56.789Z")
  };
  private final @Nullable Object[] out = new Object[SCHEMA.size()];

  private static RowStep normalize(Normalization normalization) {
    return NormalizeStage.compile(normalization, SecretFields.NONE, SCHEMA);
  }

  private static RowStep map(Mapping mapping) {
    return MapStage.compile(
        mapping, List.of(), Optional.empty(), LookupTables.NONE, Map.of(), SCHEMA);
  }

  /** Trims eight texts, one of which has something to trim. */
  @Benchmark
  public Object normalizeTrim() {
    return trim.apply(values, out);
  }

  /** Several operations on each text, and a timestamp. */
  @Benchmark
  public Object normalizeClean() {
    return clean.apply(values, out);
  }

  /** Everything under its own name. */
  @Benchmark
  public Object mapEverything() {
    return everything.apply(values, out);
  }

  /** Seven fields under other names, one of them by choice. */
  @Benchmark
  public Object mapRenamed() {
    return renamed.apply(values, out);
  }
}
