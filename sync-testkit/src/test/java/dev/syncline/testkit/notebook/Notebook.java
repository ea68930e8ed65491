package dev.syncline.testkit.notebook;

import dev.syncline.api.record.Schema;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The other system: a small service that keeps notes and gives every note a number. It knows no
 * upsert and no idempotency keys. In earnest it is a server, and these are its requests.
 *
 * <p>Safe for use by several threads.
 */
final class Notebook {

  static final int LARGEST_PAGE = 100;

  private final Schema fields;
  private final int longestName;
  private final TreeMap<Long, Map<String, @Nullable Object>> notes = new TreeMap<>();
  private long nextNumber = 1;
  private boolean reachable = true;
  private boolean answerGetsLost;
  private Optional<Busy> busy = Optional.empty();

  record Note(long number, Map<String, @Nullable Object> fields) {}

  /** The request is wrong: 422. */
  static final class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** Too many requests, come back later: 429. */
  static final class Busy extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    final transient Optional<Duration> retryAfter;

    Busy(Optional<Duration> retryAfter) {
      super("too many requests");
      this.retryAfter = retryAfter;
    }
  }

  /** The line is dead, before the request arrived or behind it. */
  static final class NoAnswer extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    NoAnswer() {
      super("the notebook did not answer");
    }
  }

  Notebook(Schema fields, int longestName) {
    this.fields = fields;
    this.longestName = longestName;
  }

  Schema fields() {
    request();
    return fields;
  }

  synchronized long create(Map<String, @Nullable Object> values) {
    request();
    check(values);
    long number = nextNumber++;
    notes.put(number, new LinkedHashMap<>(values));
    answer();
    return number;
  }

  /** Whether there is such a note. */
  synchronized boolean update(long number, Map<String, @Nullable Object> values) {
    request();
    check(values);
    var note = notes.get(number);
    if (note != null) {
      note.putAll(values);
    }
    answer();
    return note != null;
  }

  /** Whether there was such a note. */
  synchronized boolean delete(long number) {
    request();
    boolean there = notes.remove(number) != null;
    answer();
    return there;
  }

  /** Some notes behind a number that match, in the order of their numbers. */
  synchronized List<Note> list(long behind, int most, Predicate<Note> which) {
    request();
    return notes.tailMap(behind, false).entrySet().stream()
        .map(note -> new Note(note.getKey(), new LinkedHashMap<>(note.getValue())))
        .filter(which)
        .limit(Math.min(most, LARGEST_PAGE))
        .toList();
  }

  /** All notes with this value in a field. */
  synchronized List<Note> find(String field, Object value) {
    request();
    var found = new ArrayList<Note>();
    notes.forEach(
        (number, note) -> {
          if (value.equals(note.get(field))) {
            found.add(new Note(number, new LinkedHashMap<>(note)));
          }
        });
    return found;
  }

  private void check(Map<String, @Nullable Object> values) {
    for (String name : values.keySet()) {
      if (fields.indexOf(name).isEmpty()) {
        throw new Refused("there is no field '" + name + "'");
      }
    }
    if (values.get("name") instanceof String name && name.length() > longestName) {
      throw new Refused("the name has more than " + longestName + " characters");
    }
  }

  // What a test does to the service, and sees of it.

  synchronized List<Map<String, @Nullable Object>> everything() {
    return List.copyOf(notes.values());
  }

  synchronized void switchOff() {
    reachable = false;
  }

  synchronized void loseTheNextAnswer() {
    answerGetsLost = true;
  }

  synchronized void beBusyOnce(Optional<Duration> retryAfter) {
    busy = Optional.of(new Busy(retryAfter));
  }

  private synchronized void request() {
    if (!reachable) {
      throw new NoAnswer();
    }
    if (busy.isPresent()) {
      Busy refusal = busy.get();
      busy = Optional.empty();
      throw refusal;
    }
  }

  private void answer() {
    if (answerGetsLost) {
      answerGetsLost = false;
      throw new NoAnswer();
    }
  }
}
