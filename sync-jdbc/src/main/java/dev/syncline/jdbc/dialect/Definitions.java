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
    if (limits.precision().isEmpty()) {
      return unlimited;
    }
    int scale = limits.scale().orElse(0);
    // Also where zeros stand before the point (scale below 0), or behind it (scale above digits).
    int digits = Math.max(limits.precision().getAsInt() - Math.min(0, scale), scale);
    return digits <= mostDigits ? "NUMERIC(" + digits + ", " + Math.max(0, scale) + ")" : unlimited;
  }
}
