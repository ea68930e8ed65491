package dev.syncline.core.plan;

import dev.syncline.api.Outcome;

/** What a run would do to so many records, in words. */
final class PlanWords {
  private PlanWords() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case INSERTED -> "insert it";
      case UPDATED -> "update it";
      case DELETED -> "delete it";
      case UNCHANGED -> "leave it unchanged";
      case FILTERED -> "filter it out";
      case SUPERSEDED -> "pass it over for a later version";
      case REJECTED -> "reject it";
      case PENDING -> "park it";
      case DEFERRED -> "defer it";
    };
  }

  static String of(Outcome outcome, long count) {
    return switch (outcome) {
      case INSERTED -> "insert " + count;
      case UPDATED -> "update " + count;
      case DELETED -> "delete " + count;
      case UNCHANGED -> "leave " + count + " unchanged";
      case FILTERED -> "filter " + count;
      case SUPERSEDED -> "pass over " + count + " older versions";
      case REJECTED -> "reject " + count;
      case PENDING -> "park " + count;
      case DEFERRED -> "defer " + count;
    };
  }

  /** A line in the colour of its sign, by ECMA-48, 8.3.117. */
  static String coloured(String line) {
    int colour =
        switch (line.strip().isEmpty() ? ' ' : line.strip().charAt(0)) {
          case '+' -> 32;
          case '~' -> 33;
          case '-' -> 31;
          case '!' -> 35;
          default -> 0;
        };
    return colour == 0 ? line : "\u001b[" + colour + "m" + line + "\u001b[0m";
  }
}
