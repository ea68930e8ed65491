package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterStatus.Edited;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks an edited form before it is kept: what the stages could only reject is said at once. */
public final class LetterEdit {
  private final SyncDefinition definition;
  private final StateSession session;
  private final Identity identity = new Identity();

  /** For the letters of one sync, whose lease is held. */
  public LetterEdit(SyncDefinition definition, StateSession session) {
    this.definition = definition;
    this.session = session;
  }

  /**
   * The letter with an edited form, which has all fields of what was edited.
   *
   * @throws PermanentException naming what cannot be edited so
   */
  public DeadLetter edit(DeadLetter letter, SyncRecord edited, Instant now) {
    SyncRecord raw = RecordText.record(letter.raw());
    if (raw.op() == Op.DELETE || edited.op() == Op.DELETE) {
      throw refused(letter, "it is a delete; replay or discard it");
    }
    if (letter.stage() == Stage.DELTA && letter.errorType().equals(DeltaStage.DUPLICATE_KEY)) {
      throw refused(letter, "the source holds its key twice; make the key unique at the source");
    }
    for (String name : edited.schema().names()) {
      if (raw.schema().indexOf(name).isEmpty()) {
        throw refused(
            letter, "it has no field '" + name + "'" + Nearest.hint(name, raw.schema().names()));
      }
    }
    @Nullable Object[] values = raw.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = field(letter, raw.schema(), i, values[i], edited);
    }
    Optional<Instant> ownSince = requireKey(letter, raw.schema(), values);
    String text = RecordText.ofRecord(raw.schema(), Op.UPSERT, values);
    return letter.with(new Edited(text, now, ownSince));
  }

  private static @Nullable Object field(
      DeadLetter letter, Schema schema, int index, @Nullable Object before, SyncRecord edited) {
    var field = schema.field(index);
    Object after = edited.has(field.name()) ? edited.get(field.name()) : Absent.ABSENT;
    if (edited.schema().indexOf(field.name()).isEmpty()) {
      return before;
    }
    if (letter.masked() && hides(before) && !Objects.equals(before, after)) {
      throw refused(
          letter,
          "field '" + field.name() + "' is secret and is not kept here; change it at the source");
    }
    if (!field.type().accepts(after)) {
      throw refused(
          letter,
          "field '"
              + field.name()
              + "' is of type "
              + field.type()
              + " at the source, and the edited value is not");
    }
    return after;
  }

  private static boolean hides(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.values().stream().anyMatch(LetterEdit::hides);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(LetterEdit::hides);
    }
    return RecordText.MASK.equals(value);
  }

  /**
   * A key stays; one that a record did not have must not belong to another record.
   *
   * @return since when a record without a key has been written under this one
   */
  private Optional<Instant> requireKey(
      DeadLetter letter, Schema schema, @Nullable Object[] values) {
    Optional<Key> key = key(schema, values);
    if (letter.key().isPresent()) {
      Key before = RecordText.key(letter.key().get());
      if (key.isEmpty() || !identity.key(key.get().values()).equals(letter.id())) {
        throw refused(letter, "its key has to stay " + before);
      }
      return Optional.empty();
    }
    Optional<Instant> ownSince = writtenUnder(key, letter);
    if (key.isPresent() && ownSince.isEmpty()) {
      KeyHash id = identity.key(key.get().values());
      KeyStates known = session.find(KeyHashes.of(id));
      if (known.state(id).isPresent()
          || known.pending(id).isPresent()
          || known.deadLetter(id).isPresent()) {
        throw refused(letter, "there is another record with key " + key.get());
      }
    }
    return ownSince;
  }

  private Optional<Instant> writtenUnder(Optional<Key> key, DeadLetter letter) {
    if (!(letter.status() instanceof Edited before)) {
      return Optional.empty();
    }
    SyncRecord form = RecordText.record(before.record());
    return before.doneAt().filter(at -> key(form.schema(), form.toArray()).equals(key));
  }

  private Optional<Key> key(Schema schema, @Nullable Object[] values) {
    var parts = new ArrayList<Object>();
    for (String name : definition.source().key()) {
      var index = schema.indexOf(name);
      Object value = index.isEmpty() ? null : values[index.getAsInt()];
      if (value == null || value == Absent.ABSENT) {
        return Optional.empty();
      }
      parts.add(value);
    }
    return Optional.of(new Key(parts));
  }

  private static PermanentException refused(DeadLetter letter, String why) {
    return new PermanentException(
        "dead letter "
            + letter.key().map(RecordText::key).map(Key::toString).orElse(letter.id().toString())
            + " cannot be edited so: "
            + why);
  }
}
