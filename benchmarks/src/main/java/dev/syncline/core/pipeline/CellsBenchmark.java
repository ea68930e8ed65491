package dev.syncline.core.pipeline;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.lookup.LookupTables;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
 * NORMALIZE and MAP of one record of twelve fields. Run with {@code -prof gc} to see the bytes that
 * a record costs; the array of the result is reused here, and costs 64 bytes otherwise. In the
 * package of the stages, because nobody else may see them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CellsBenchmark {
  private static final String[] TEXTS = {"name", "email", "street", "city", "country", "note"};

  private final Schema schema =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("email", LogicalType.STRING),
          Field.of("street", LogicalType.STRING),
          Field.of("city", LogicalType.STRING),
          Field.of("country", LogicalType.STRING),
          Field.of("active", LogicalType.STRING),
          Field.of("balance", LogicalType.STRING),
          Field.of("score", LogicalType.STRING),
          Field.of("born", LogicalType.STRING),
          Field.of("changed", LogicalType.STRING),
          Field.of("note", LogicalType.STRING));
  private final @Nullable Object[] values = {
    123_456_789L,
    "Ada Lovelace",
    "ada.lovelace@example.org",
    "12 St James's Square",
    "London",
    "GB",
    "Y",
    "1,234,567.89",
    "42",
    "10/12/1815",
    "2026-03-01 12:34:56",
    "A note of some length, as people write them into customer records every day."
  };
  private final @Nullable Object[] out = new Object[12];

  private final RowStep clean =
      normalized(
          n ->
              n.trim(TEXTS)
                  .collapseSpaces(TEXTS)
                  .nfc(TEXTS)
                  .removeControls(TEXTS)
                  .emptyToNull(TEXTS));
  private final RowStep number = normalized(n -> n.decimal("balance", '.', ',').integer("score"));
  private final RowStep day = normalized(n -> n.date("born", "dd/MM/yyyy"));
  private final RowStep instant =
      normalized(n -> n.timestamp("changed", ZoneId.of("Europe/Berlin"), "yyyy-MM-dd HH:mm:ss"));
  private final RowStep truth =
      normalized(n -> n.bool("active").values("country", Map.of("UK", "GB", "D", "DE")));

  private final RowStep copies =
      mapped(
          m ->
              m.fields("id", "email", "street", "city", "country", "active")
                  .field("name", "title")
                  .field("note", "text"));
  private final RowStep choice =
      mapped(m -> m.choice("active", "state", Map.of("Y", "active", "N", "gone")));
  private final RowStep template = mapped(m -> m.template("address", "{street}, {city} {country}"));
  private final RowStep computed = mapped(m -> m.compute("short", "upper(left(name, 3))"));
  private final RowStep filtered = mapped(m -> m.fields("id").keep("country = 'GB'"));

  private RowStep normalized(UnaryOperator<Normalization.Builder> rules) {
    return NormalizeStage.compile(
        rules.apply(Normalization.builder()).build(), SecretFields.NONE, schema);
  }

  private RowStep mapped(UnaryOperator<Mapping.Builder> fields) {
    return MapStage.compile(
        fields.apply(Mapping.builder()).build(),
        List.of(),
        Optional.empty(),
        LookupTables.NONE,
        Map.of(),
        schema);
  }

  private Object run(RowStep step) {
    step.apply(values, out);
    return out;
  }

  /** Five rules on each of six texts that are clean already. */
  @Benchmark
  public Object normalizeCleanTexts() {
    return run(clean);
  }

  /** A decimal with grouping, and a whole number. */
  @Benchmark
  public Object normalizeTwoNumbers() {
    return run(number);
  }

  /** A date by a pattern. */
  @Benchmark
  public Object normalizeDate() {
    return run(day);
  }

  /** A timestamp by a pattern, in a zone. */
  @Benchmark
  public Object normalizeTimestamp() {
    return run(instant);
  }

  /** A word of truth, and a table of values. */
  @Benchmark
  public Object normalizeWords() {
    return run(truth);
  }

  /** Eight fields under the same or another name. */
  @Benchmark
  public Object mapEightCopies() {
    return run(copies);
  }

  /** One choice. */
  @Benchmark
  public Object mapChoice() {
    return run(choice);
  }

  /** One template of three fields. */
  @Benchmark
  public Object mapTemplate() {
    return run(template);
  }

  /** One expression. */
  @Benchmark
  public Object mapExpression() {
    return run(computed);
  }

  /** A filter, and one copy. */
  @Benchmark
  public Object mapFilter() {
    return run(filtered);
  }
}
