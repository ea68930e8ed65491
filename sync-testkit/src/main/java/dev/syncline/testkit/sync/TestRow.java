package dev.syncline.testkit.sync;

import dev.syncline.api.record.Op;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the source, as a test gives it.
 *
 * @param op what the source says of it
 * @param values the fields in order; a field that is not there is absent, which is not null
 */
public record TestRow(Op op, Map<String, @Nullable Object> values) {

  /** Copies the values. */
  public TestRow {
    Objects.requireNonNull(op, "op");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A row of names and values in turns: {@code row("id", 1, "name", "Ada")}. An int becomes an
   * INTEGER, a {@code ZonedDateTime} a TIMESTAMP, everything else has the type of its Java form.
   *
   * @throws IllegalArgumentException if names and values do not take turns, or if no logical type
   *     fits a value
   */
  public static TestRow row(@Nullable Object... namesAndValues) {
    return new TestRow(Op.UPSERT, JavaForm.map(namesAndValues));
  }

  /** A row by which the source itself says that a record is deleted; at least its key fields. */
  public static TestRow tombstone(@Nullable Object... namesAndValues) {
    return new TestRow(Op.DELETE, JavaForm.map(namesAndValues));
  }

  @Override
  public String toString() {
    return (op == Op.DELETE ? "deleted " : "") + JavaForm.shown(values);
  }
}
