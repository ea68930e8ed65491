package dev.syncline.core.schema;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import java.util.Locale;

/** A field's type as a person reads it: {@code decimal(10,2) not null}. */
final class FieldText {
  private FieldText() {}

  static String of(Field field) {
    var text = new StringBuilder(field.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    Limits limits = field.limits();
    if (limits.length().isPresent()) {
      text.append('(').append(limits.length().getAsInt()).append(unit(limits)).append(')');
    }
    if (limits.precision().isPresent()) {
      text.append('(').append(limits.precision().getAsInt());
      limits.scale().ifPresent(scale -> text.append(',').append(scale));
      text.append(')');
    } else {
      limits.scale().ifPresent(scale -> text.append('(').append(scale).append(')'));
    }
    limits
        .range()
        .ifPresent(
            range ->
                text.append(" from ").append(range.least()).append(" to ").append(range.most()));
    return text.append(field.nullable() ? "" : " not null").toString();
  }

  private static String unit(Limits limits) {
    return switch (limits.unit()) {
      case CHARACTERS -> "";
      case UTF16_UNITS -> " UTF-16 units";
      case UTF8_BYTES -> " bytes";
    };
  }
}
