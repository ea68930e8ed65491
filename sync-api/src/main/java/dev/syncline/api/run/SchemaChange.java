package dev.syncline.api.run;

import java.util.Locale;
import java.util.Objects;

/**
 * A field of the source that is not what it was when the schema was remembered.
 *
 * @param field its name
 * @param kind how it changed
 * @param before its type then, such as {@code decimal(10,2) not null}; empty if it is new
 * @param now its type now; empty if it has vanished
 * @param answer what the contract of the sync does about it; {@link Answer#EVOLVE} also where the
 *     sync makes no use of the field
 */
public record SchemaChange(String field, Kind kind, String before, String now, Answer answer) {

  /** Refuses missing parts. */
  public SchemaChange {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(answer, "answer");
  }

  /** One line for a person. */
  @Override
  public String toString() {
    String what =
        switch (kind) {
          case NEW -> "is new (" + now + ")";
          case VANISHED -> "has vanished (was " + before + ")";
          case WIDENED, NARROWED -> "is " + word(kind) + " (" + before + " → " + now + ")";
          case RETYPED -> "has another type (" + before + " → " + now + ")";
        };
    return "field '" + field + "' " + what + ": " + word(answer);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** How a field changed. */
  public enum Kind {
    /** It was not there. */
    NEW,
    /** It is not there any more. */
    VANISHED,
    /** It takes fewer values than before: shorter, smaller, or no nulls any more. */
    NARROWED,
    /** It takes more values than before: longer, larger, or also nulls. */
    WIDENED,
    /** Its values are of a type that has nothing to do with the one before. */
    RETYPED
  }

  /** What a sync does about a change. */
  public enum Answer {
    /** Goes along: from now on the new schema is the remembered one. */
    EVOLVE,
    /** Fails the run before anything is written. */
    FREEZE,
    /**
     * Leaves out what the remembered schema does not know: a new field, a value that would not have
     * fitted before, a field that vanished (the destination keeps what it holds).
     */
    DISCARD,
    /** Rejects the records that do not fit the remembered schema. */
    REJECT
  }
}
