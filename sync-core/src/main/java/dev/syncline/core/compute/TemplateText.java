package dev.syncline.core.compute;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.expression.Template;
import dev.syncline.core.expression.Template.Piece;
import dev.syncline.core.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template, compiled for a schema. Used by one thread at a time. */
public final class TemplateText {
  private final List<Part> parts;

  private TemplateText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** What stands there as it is, or a field. */
  private record Part(String text, @Nullable SourceField field) {}

  /**
   * Compiles a template.
   *
   * @param where the part of the definition where it stands
   * @throws dev.syncline.api.error.ConfigurationException if it names a field that the schema does
   *     not have
   */
  public static TemplateText compile(Template template, Schema schema, String where) {
    var parts = new ArrayList<Part>();
    for (Piece piece : template.pieces()) {
      if (piece instanceof Piece.Value value) {
        parts.add(new Part(value.path(), SourceField.of(schema, value.path(), where)));
      } else {
        parts.add(new Part(((Piece.Plain) piece).text(), null));
      }
    }
    return new TemplateText(parts);
  }

  /**
   * The text of a row; null or {@link Absent#ABSENT} if it has none.
   *
   * @throws Refused if a value has no text, or is null where that is refused
   */
  public @Nullable Object of(@Nullable Object[] row, OnNull onNull) {
    var text = new StringBuilder();
    boolean any = false;
    boolean allAbsent = true;
    boolean lacking = false;
    for (Part part : parts) {
      if (part.field() == null) {
        text.append(part.text());
        continue;
      }
      Object value = part.field().of(row);
      allAbsent &= value == Absent.ABSENT;
      if (value == null || value == Absent.ABSENT) {
        if (onNull == OnNull.REJECT) {
          throw new Refused(
              "field '" + part.text() + "' is " + (value == null ? "null" : "absent"));
        }
        lacking = true;
      } else {
        any = true;
        text.append(textOf(part.text(), value));
        Bounds.characters(text.length(), 1);
      }
    }
    if (allAbsent) {
      return Absent.ABSENT;
    }
    return any && !(lacking && onNull == OnNull.TO_NULL) ? text.toString() : null;
  }

  private static String textOf(String field, Object value) {
    if (value instanceof Map || value instanceof List || value instanceof byte[]) {
      throw new Refused("field '" + field + "' is " + Kinds.of(value));
    }
    return ValueText.of(value);
  }
}
