package dev.syncline.smartsuite.extract;

import dev.syncline.api.record.Cursor;
import dev.syncline.http.limit.AskedDelay;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.value.Customs;
import dev.syncline.smartsuite.value.FieldForm;
import dev.syncline.smartsuite.value.FieldForms;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When records changed: which of them belong to a reading, and where the next one starts. */
final class ChangeTimes {
  private static final FieldForm STAMP =
      FieldForms.of(
          TableField.of(SourceOptions.CURSOR, SourceOptions.CURSOR, "lastupdatedfield"),
          Customs.NONE);

  private final boolean kept;
  private final Optional<Instant> since;
  private final Instant began;
  private final Duration lag;
  private Instant bound;
  private long missing;

  /**
   * The times of one reading.
   *
   * @param kept whether there is a cursor at all
   * @param since where the reading starts; empty if it reads everything
   * @param began when, by our clock; up to then it counts
   * @param lag how much later than its time a change may be seen
   */
  ChangeTimes(boolean kept, Optional<Instant> since, Instant began, Duration lag) {
    this.kept = kept;
    this.since = since;
    this.began = began;
    this.lag = lag;
    this.bound = began.minus(lag);
  }

  /** Whether a record belongs to the reading; one without a time always does. */
  boolean belongs(Map<String, @Nullable Object> record) {
    Object changed = STAMP.read(record.get(SourceOptions.CURSOR));
    if (!(changed instanceof Instant time)) {
      missing++;
      return true;
    }
    return since.isEmpty() || !time.isBefore(since.get());
  }

  /** The API's clock may be behind ours; what it wrote before counts. */
  void firstPage(HttpHeaders headers) {
    AskedDelay.date(headers)
        .filter(theirs -> theirs.isBefore(began))
        .ifPresent(theirs -> bound = theirs.minus(lag));
  }

  /** Whether a deleted record belongs to the reading. */
  boolean deleted(Map<String, @Nullable Object> record) {
    return !(STAMP.read(record.get("deleted_date")) instanceof Instant time)
        || since.isEmpty()
        || !time.isBefore(since.get());
  }

  /** How many records had no time. */
  long missing() {
    return kept ? missing : 0;
  }

  /** Where the next reading starts; never before this one. */
  Optional<Cursor> next() {
    if (!kept) {
      return Optional.empty();
    }
    Instant next = since.filter(from -> from.isAfter(bound)).orElse(bound);
    return Optional.of(SmartSuiteExtractor.cursor(next));
  }
}
