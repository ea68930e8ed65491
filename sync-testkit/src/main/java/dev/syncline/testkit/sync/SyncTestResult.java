package dev.syncline.testkit.sync;

import dev.syncline.api.Ledger;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a {@link SyncTest} did, for AssertJ's {@code assertThat(result)} with its own
 * assertions, and for anybody else as data. Immutable.
 */
public final class SyncTestResult implements AssertProvider<SyncTestResultAssert> {

  /** A person reads no more of a kind. */
  private static final int SHOWN = 20;

  private final RunReport report;
  private final List<RecordChange> changes;
  private final List<RejectedRow> deadLetters;
  private final List<ParkedRow> pending;
  private final List<TestRow> rows;
  private final List<String> key;

  SyncTestResult(
      RunReport report,
      List<RecordChange> changes,
      List<RejectedRow> deadLetters,
      List<ParkedRow> pending,
      List<TestRow> rows,
      List<String> key) {
    this.report = report;
    this.changes = List.copyOf(changes);
    this.deadLetters = List.copyOf(deadLetters);
    this.pending = List.copyOf(pending);
    this.rows = rows;
    this.key = key;
  }

  /** What this run wrote, in order. */
  public List<RecordChange> changes() {
    return changes;
  }

  /** The rows that are rejected after this run, those of earlier runs included. */
  public List<RejectedRow> deadLetters() {
    return deadLetters;
  }

  /** The rows that wait for their parents after this run. */
  public List<ParkedRow> pending() {
    return pending;
  }

  /** The books of this run. */
  public Ledger ledger() {
    return report.ledger();
  }

  /** The report of this run. */
  public RunReport report() {
    return report;
  }

  /**
   * One sentence on what became of a row: what was written of it, which stage rejected it and why,
   * which parent it waits for.
   *
   * @param key the value of the key field, or a {@link Key} if there are several
   */
  public String explain(Object key) {
    Key wanted = JavaForm.key(key);
    String shown = wanted.toString();
    var said = new ArrayList<String>();
    changes.stream()
        .filter(change -> change.key().equals(wanted))
        .forEach(change -> said.add("row " + shown + " was written: " + change));
    deadLetters.stream()
        .filter(letter -> letter.key().equals(Optional.of(shown)))
        .forEach(letter -> said.add(letter.toString()));
    pending.stream()
        .filter(child -> child.key().equals(shown))
        .forEach(child -> said.add(child.toString()));
    if (!said.isEmpty()) {
      return String.join("; ", said);
    }
    return rowOf(shown, rows, this.key)
        .map(row -> "nothing was written of row " + shown + ", which is " + row)
        .orElse("no row with the key " + shown + " was given");
  }

  static Optional<TestRow> rowOf(String shownKey, List<TestRow> rows, List<String> keyFields) {
    return rows.stream()
        .filter(row -> keyOf(row, keyFields).map(Key::toString).equals(Optional.of(shownKey)))
        .findFirst();
  }

  private static Optional<Key> keyOf(TestRow row, List<String> fields) {
    var values = new ArrayList<Object>();
    for (String field : fields) {
      @Nullable Object value = row.values().get(field);
      if (value == null || value == Absent.ABSENT) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(new Key(values));
  }

  /** The assertions; AssertJ calls this. */
  @Override
  public SyncTestResultAssert assertThat() {
    return new SyncTestResultAssert(this);
  }

  /** The report, and the first of the changes, the dead letters and the rows that wait. */
  @Override
  public String toString() {
    var text = new StringBuilder(report.toString());
    show(text, changes);
    show(text, deadLetters);
    show(text, pending);
    return text.toString();
  }

  private static void show(StringBuilder text, List<?> items) {
    items.stream().limit(SHOWN).forEach(item -> text.append("\n  ").append(item));
    if (items.size() > SHOWN) {
      text.append("\n  … and ").append(items.size() - SHOWN).append(" more");
    }
  }
}
