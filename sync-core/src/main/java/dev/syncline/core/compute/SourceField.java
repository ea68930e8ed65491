package dev.syncline.core.compute;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.expression.ExpressionException;
import dev.syncline.core.expression.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field of the source, or a part of one, compiled for a schema. Used by one thread at a time. */
public final class SourceField {
  private final int position;
  private final Optional<LogicalType> type;
  private final @Nullable Nested nested;

  private SourceField(int position, Optional<LogicalType> type, @Nullable Nested nested) {
    this.position = position;
    this.type = type;
    this.nested = nested;
  }

  /**
   * Finds a field. A field that bears the whole path as its name comes first.
   *
   * @param where the part of the definition that names it
   * @throws ConfigurationException if there is no such field, with the nearest one there is
   */
  public static SourceField of(Schema schema, String path, String where) {
    var plain = schema.indexOf(path);
    if (plain.isPresent()) {
      int position = plain.getAsInt();
      return new SourceField(position, Optional.of(schema.field(position).type()), null);
    }
    Path parsed = parse(path, where);
    int position = position(schema, parsed.root(), where);
    if (!parsed.nested()) {
      return new SourceField(position, Optional.of(schema.field(position).type()), null);
    }
    LogicalType root = schema.field(position).type();
    if (root != LogicalType.OBJECT && root != LogicalType.LIST && root != LogicalType.STRING) {
      throw new ConfigurationException(
          Location.ofPath(where),
          "'"
              + path
              + "' leads into field '"
              + parsed.root()
              + "', which is neither an object, a list nor JSON text, but of type "
              + Kinds.word(root));
    }
    return new SourceField(position, Optional.empty(), new Nested(parsed));
  }

  private static Path parse(String path, String where) {
    try {
      return Path.parse(path);
    } catch (ExpressionException e) {
      throw new ConfigurationException(Location.ofPath(where), e.text());
    }
  }

  /**
   * The position of a field.
   *
   * @throws ConfigurationException if there is no such field, with the nearest one there is
   */
  public static int position(Schema schema, String field, String where) {
    return schema
        .indexOf(field)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    Location.ofPath(where),
                    "the source has no field '"
                        + field
                        + "'"
                        + Nearest.hint(field, schema.names())));
  }

  /** The position of the field in which it is. */
  public int position() {
    return position;
  }

  /** Whether it is a part of a field. */
  public boolean nested() {
    return nested != null;
  }

  /** Its type; empty for a part of a field. */
  public Optional<LogicalType> type() {
    return type;
  }

  /**
   * Its value; null or {@link Absent#ABSENT} if there is none.
   *
   * @throws Refused if the path leads into something that has no parts
   */
  public @Nullable Object of(@Nullable Object[] row) {
    Object value = row[position];
    return nested == null || value == null || value == Absent.ABSENT ? value : nested.in(value);
  }
}
