package dev.syncline.core.definition;

import java.time.Duration;

/** Checks of numbers and times. */
final class Bounds {
  private Bounds() {}

  static void positive(String path, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw Refusal.at(path, "'" + last(path) + "' must be longer than nothing, not " + duration);
    }
  }

  static void atLeast(String path, long number, long least) {
    if (number < least) {
      throw Refusal.at(path, "'" + last(path) + "' must be at least " + least + ", not " + number);
    }
  }

  static void percent(String path, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw Refusal.at(path, "'" + last(path) + "' must be between 0 and 100, not " + percent);
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
