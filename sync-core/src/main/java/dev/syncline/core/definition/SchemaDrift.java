package dev.syncline.core.definition;

import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * The contract of a sync about its source's schema: what it does about a field that is not what it
 * was when the schema was remembered. It concerns the fields that the sync makes use of; changes of
 * others are told and accepted.
 *
 * @param answers what it does, for each kind of change
 */
public record SchemaDrift(Map<Kind, Answer> answers) {

  /** Copies the answers; kinds without one have that of {@link #standard}. */
  public SchemaDrift {
    var complete = new EnumMap<Kind, Answer>(Kind.class);
    for (Kind kind : Kind.values()) {
      complete.put(kind, answers.getOrDefault(kind, usual(kind)));
    }
    answers = Map.copyOf(complete);
  }

  /** What loses nothing evolves; a field that vanished or is another freezes. */
  private static Answer usual(Kind kind) {
    return switch (kind) {
      case NEW, NARROWED, WIDENED -> Answer.EVOLVE;
      case VANISHED, RETYPED -> Answer.FREEZE;
    };
  }

  /** What most syncs want: a field that vanished or got another type freezes, the rest evolves. */
  public static SchemaDrift standard() {
    return new SchemaDrift(Map.of());
  }

  /** The same answer to every kind of change. */
  public static SchemaDrift always(Answer answer) {
    var answers = new EnumMap<Kind, Answer>(Kind.class);
    for (Kind kind : Kind.values()) {
      answers.put(kind, answer);
    }
    return new SchemaDrift(answers);
  }

  /** With another answer to one kind of change. */
  public SchemaDrift on(Kind kind, Answer answer) {
    var changed = new EnumMap<>(answers);
    changed.put(kind, answer);
    return new SchemaDrift(changed);
  }

  /** The answer to a kind of change. */
  public Answer answer(Kind kind) {
    return answers.getOrDefault(kind, usual(kind));
  }
}
