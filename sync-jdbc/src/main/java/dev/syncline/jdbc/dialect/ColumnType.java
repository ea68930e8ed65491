package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import java.util.function.Predicate;

/**
 * How a column's values are read and written.
 *
 * @param type the logical type of its values
 * @param limits how much fits in
 * @param reader reads a cell
 * @param writer makes a value ready to be bound
 * @param placeholder the expression that takes the bound value, usually {@code ?}
 */
public record ColumnType(
    LogicalType type, Limits limits, ColumnReader reader, ColumnWriter writer, String placeholder) {

  static ColumnType of(LogicalType type, Limits limits, ColumnReader reader, ColumnWriter writer) {
    return new ColumnType(type, limits, reader, writer, "?");
  }

  static ColumnType of(LogicalType type, ColumnReader reader, ColumnWriter writer) {
    return of(type, Limits.NONE, reader, writer);
  }

  /** The same where a character is stored as one byte: a bound in bytes is one in characters. */
  public ColumnType inSingleBytes() {
    return limits.unit() == Limits.Unit.UTF8_BYTES
        ? new ColumnType(
            type,
            new Limits(
                limits.length(),
                Limits.Unit.CHARACTERS,
                limits.precision(),
                limits.scale(),
                limits.range()),
            reader,
            Writers.text(limits.length(), true, true),
            placeholder)
        : this;
  }

  /** The same, with texts that stand for values which Java has no form for: as they are. */
  ColumnType alsoTaking(Predicate<String> texts) {
    return new ColumnType(type, limits, reader, Writers.orText(texts, writer), placeholder);
  }

  /** The same, with null for days that are none, such as 0000-00-00. */
  public ColumnType withoutZeroDates() {
    return switch (type) {
      case DATE, LOCAL_TIMESTAMP, TIMESTAMP -> readBy(Readers.withoutZeroDates(reader));
      default -> this;
    };
  }

  ColumnType readBy(ColumnReader other) {
    return new ColumnType(type, limits, other, writer, placeholder);
  }

  ColumnType withPlaceholder(String expression) {
    return new ColumnType(type, limits, reader, writer, expression);
  }
}
