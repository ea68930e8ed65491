package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;

/** Column definitions that carry a field's limits. */
final class Definitions {
  private Definitions() {}

  static String text(Field field, String unlimited) {
    var length = field.limits().length();
    return length.isPresent() ? "VARCHAR(" + length.getAsInt() + ")" : unlimited;
  }

  static String decimal(Field field, String unlimited, int mostDigits) {
    var limits = field.limits();
    return limits.precision().isPresent() && limits.precision().getAsInt() <= mostDigits
        ? "NUMERIC("
            + limits.precision().getAsInt()
            + ", "
            + Math.max(0, limits.scale().orElse(0))
            + ")"
        : unlimited;
  }
}
