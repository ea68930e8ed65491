package dev.syncline.testkit.sync;

import dev.syncline.api.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a run did. A message says of every row that differs what became of it, and in
 * which stage. Not safe for use by several threads.
 */
public final class SyncTestResultAssert
    extends AbstractAssert<SyncTestResultAssert, SyncTestResult> {

  SyncTestResultAssert(SyncTestResult actual) {
    super(actual, SyncTestResultAssert.class);
  }

  /** The run wrote these changes and no others, in any order. */
  public SyncTestResultAssert writes(RecordChange... expected) {
    isNotNull();
    var unexpected = new ArrayList<>(actual.changes());
    var missing = new ArrayList<RecordChange>();
    for (RecordChange change : expected) {
      if (!unexpected.remove(change)) {
        missing.add(change);
      }
    }
    var wrong = new ArrayList<String>();
    for (RecordChange change : missing) {
      wrong.add(whyNot(change, unexpected));
    }
    unexpected.forEach(change -> wrong.add("nobody expected " + change));
    if (!wrong.isEmpty()) {
      fail(wrong);
    }
    return this;
  }

  private String whyNot(RecordChange expected, List<RecordChange> others) {
    var other = others.stream().filter(change -> change.key().equals(expected.key())).findFirst();
    other.ifPresent(others::remove);
    return "expected "
        + expected
        + ",\n    but "
        + other.flatMap(expected::differenceTo).orElseGet(() -> actual.explain(expected.key()));
  }

  /** The run wrote nothing. */
  public SyncTestResultAssert writesNothing() {
    return writes();
  }

  /**
   * A row is rejected.
   *
   * @param key the value of the key field, or a {@link dev.syncline.api.record.Key} of several
   * @param stage the stage that rejected it
   * @param messagePart what the message says, among other things
   */
  public SyncTestResultAssert rejects(Object key, Stage stage, String messagePart) {
    isNotNull();
    String shown = JavaForm.key(key).toString();
    boolean found =
        actual.deadLetters().stream()
            .filter(letter -> letter.key().equals(Optional.of(shown)))
            .anyMatch(letter -> letter.stage() == stage && letter.message().contains(messagePart));
    if (!found) {
      fail(
          List.of(
              "expected row "
                  + shown
                  + " to be rejected in "
                  + stage
                  + " with '"
                  + messagePart
                  + "',\n    but "
                  + actual.explain(key)));
    }
    return this;
  }

  /** No row is rejected. */
  public SyncTestResultAssert rejectsNothing() {
    isNotNull();
    if (!actual.deadLetters().isEmpty()) {
      fail(actual.deadLetters().stream().map(RejectedRow::toString).toList());
    }
    return this;
  }

  /**
   * A row waits for a parent.
   *
   * @param key the value of the key field, or a {@link dev.syncline.api.record.Key} of several
   * @param parentSync the parent's sync
   * @param parentKey the parent's key
   */
  public SyncTestResultAssert parks(Object key, String parentSync, Object parentKey) {
    isNotNull();
    String shown = JavaForm.key(key).toString();
    String parent = parentSync + "/" + JavaForm.key(parentKey);
    boolean found =
        actual.pending().stream()
            .anyMatch(child -> child.key().equals(shown) && child.missing().contains(parent));
    if (!found) {
      fail(
          List.of(
              "expected row "
                  + shown
                  + " to wait for "
                  + parent
                  + ",\n    but "
                  + actual.explain(key)));
    }
    return this;
  }

  private void fail(List<String> wrong) {
    failWithMessage("%s", "\n  " + String.join("\n  ", wrong) + "\n\nThe run:\n  " + actual);
  }
}
