package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.RewindsCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What changed, and no row lost between two readings. */
abstract class ExtractorCursorTests extends ExtractorTests {

  ExtractorCursorTests(ExtractorContract contract) {
    super(contract);
  }

  private void source(List<SyncRecord> rows) {
    assumeTrue(contract.cursorType().isPresent(), "the source has no cursor");
    contract.create(contract.schema(), rows);
  }

  private List<SyncRecord> rows(long first, long last) {
    return contract.cursorType().isPresent() ? contract.rows(first, last) : List.of();
  }

  private Cursor cursorOfAScan() {
    return scan(100).end().nextCursor().orElseThrow();
  }

  @Test
  @DisplayName("sees what was added and changed, and not all the rest")
  void seesAddedAndChanged() {
    source(rows(1, 10));
    var cursor = cursorOfAScan();

    contract.put(contract.row(11));
    contract.put(contract.row(3, "renamed", 12));
    var reading = since(cursor);

    assertThat(reading.ids()).contains(11L, 3L).doesNotContain(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(reading.ids()).doesNotHaveDuplicates();
    assertThat(reading.rows()).anyMatch(row -> "renamed".equals(row.get("name")));
  }

  @Test
  @DisplayName("goes on from reading to reading without losing a row")
  void goesOn() {
    source(rows(1, 10));
    var cursor = cursorOfAScan();

    for (long id = 11; id <= 15; id++) {
      contract.put(contract.row(id));
      var reading = since(cursor);
      assertThat(reading.ids()).contains(id);
      cursor = reading.end().nextCursor().orElse(cursor);
    }
    assertThat(since(cursor).ids()).doesNotContain(11L);
  }

  @Test
  @DisplayName("over an unchanged source does not move past what comes next")
  void nothingNew() {
    source(rows(1, 10));
    var cursor = cursorOfAScan();

    var next = since(cursor).end().nextCursor().orElse(cursor);

    contract.put(contract.row(11));
    assertThat(since(next).ids()).contains(11L);
  }

  @Test
  @DisplayName("sees a row that came later with the very value of the cursor")
  void tiesAreNotLost() {
    source(rows(1, 10));
    var cursor = cursorOfAScan();

    contract.put(contract.row(77, "tie", 10));

    assertThat(since(cursor).ids()).contains(77L);
  }

  @Test
  @DisplayName("yields every row of one value, however small the batches")
  void manyTies() {
    source(rows(1, 1));
    var cursor = cursorOfAScan();
    for (long id = 2; id <= 21; id++) {
      contract.put(contract.row(id, "tie", 5));
    }

    var reading = Reading.of(contract.opened(), sinceRequest(cursor, 3));

    assertThat(reading.ids()).containsAll(ids(2, 21)).doesNotHaveDuplicates();
    assertThat(reading.batches())
        .allSatisfy(batch -> assertThat(batch.records().size()).isBetween(1, 3));
  }

  @Test
  @DisplayName("can be repeated from the cursor of any of its batches without losing a row")
  void batchCursorsLoseNothing() {
    source(rows(1, 1));
    var start = cursorOfAScan();
    for (long id = 2; id <= 21; id++) {
      // Added newest first, so that the order of the source is not the order of the cursor.
      contract.put(contract.row(id, "row", (int) ((30 - id) / 4) + 2));
    }
    var whole = Reading.of(contract.opened(), sinceRequest(start, 3));
    assumeTrue(traits().ordered(), "the traits promise no order, so batches have no cursor");
    assertThat(whole.batches()).anyMatch(batch -> batch.cursor().isPresent());

    var seen = new ArrayList<Long>();
    for (Poll.Batch batch : whole.batches()) {
      seen.addAll(Reading.ids(Reading.rows(batch.records())));
      batch
          .cursor()
          .ifPresent(
              cursor -> {
                var together = new ArrayList<>(seen);
                together.addAll(since(cursor).ids());
                assertThat(together).containsAll(ids(2, 21));
              });
    }
  }

  @Test
  @DisplayName("sees rows without a cursor value every time, and says so")
  void nullsAreReadEveryTime() {
    source(rows(1, 10));
    contract.put(contract.row(50).with("changed", null));

    var full = scan(100);
    assertThat(full.ids()).containsExactlyInAnyOrderElementsOf(ids(1, 10, 50));
    var first = since(full.end().nextCursor().orElseThrow());
    assertThat(first.ids()).containsOnlyOnce(50L);
    assertThat(first.end().notices()).isNotEmpty();
    var second = since(first.end().nextCursor().orElse(full.end().nextCursor().orElseThrow()));
    assertThat(second.ids()).containsOnlyOnce(50L);
  }

  private static List<Long> ids(long first, long last, long more) {
    var ids = new ArrayList<>(ids(first, last));
    ids.add(more);
    return ids;
  }

  @Test
  @DisplayName("starts behind a bound that was taken before the last reading began")
  void theBoundIsTakenFirst() {
    source(rows(1, 30));
    assumeTrue(contract.changesWhileReading(), "the source cannot be changed during a reading");
    var cursor = cursorOfAScan();
    contract.put(contract.row(31));

    Cursor afterScan = endWhileRowsArrive(fullScan(7), 1, 40, 50);
    assertThat(since(afterScan).ids()).contains(1L, 50L);
    Cursor afterSince = endWhileRowsArrive(sinceRequest(cursor, 7), 31, 60, 70);
    assertThat(since(afterSince).ids()).contains(31L, 70L);
  }

  /** Changes one row and adds another after the first batch; answers the cursor of the end. */
  private Cursor endWhileRowsArrive(ExtractRequest request, long changed, int step, long added) {
    try (var extraction = contract.opened().open(request)) {
      Reading.batch(extraction);
      contract.put(contract.row(changed, "changed while reading", step));
      contract.put(contract.row(added, "added while reading", step + 1));
      return Reading.rest(extraction).end().nextCursor().orElseThrow();
    }
  }

  @Test
  @DisplayName("sees a late commit, once the cursor is rewound behind it")
  void lateCommitsAreSeenWhenRewound() {
    source(rows(1, 10));
    var cursor = cursorOfAScan();
    var extractor = contract.opened();
    assumeTrue(extractor instanceof RewindsCursor, "the extractor cannot rewind cursors");
    var rewound = ((RewindsCursor) extractor).rewind(cursor, Duration.ofMinutes(1));
    assumeTrue(rewound.isPresent(), "the cursor holds no time");

    contract.put(contract.row(77, "late", 5));

    assertThat(since(rewound.orElseThrow()).ids()).contains(77L);
  }

  @Test
  @DisplayName("yields a tombstone of what was removed, where the traits promise them")
  void tombstones() {
    source(rows(1, 10));
    assumeTrue(traits().tombstones(), "the traits promise no tombstones");
    var cursor = cursorOfAScan();

    contract.remove(Key.of(4L));

    var reading = since(cursor);
    assertThat(reading.deleted()).containsExactly(4L);
    assertThat(reading.ids()).doesNotContain(4L);
  }

  @Test
  @DisplayName("yields no tombstones, where the traits promise none")
  void noTombstones() {
    source(rows(1, 10));
    assumeTrue(!traits().tombstones(), "the traits promise tombstones");
    var cursor = cursorOfAScan();

    contract.remove(Key.of(4L));

    assertThat(since(cursor).deleted()).isEmpty();
  }

  @Test
  @DisplayName("that was taken over an empty source misses nothing that comes later")
  void emptySource() {
    source(List.of());

    var cursor = scan(10).end().nextCursor();

    contract.put(contract.row(1));
    cursor.ifPresent(start -> assertThat(since(start).ids()).contains(1L));
  }

  @Test
  @DisplayName("over a source that was emptied misses nothing that comes later")
  void emptiedSource() {
    source(rows(1, 3));
    var cursor = cursorOfAScan();
    for (long id = 1; id <= 3; id++) {
      contract.remove(Key.of(id));
    }

    var reading = since(cursor);

    assertThat(reading.ids()).isEmpty();
    contract.put(contract.row(4));
    assertThat(since(reading.end().nextCursor().orElse(cursor)).ids()).contains(4L);
  }

  @Test
  @DisplayName("is refused if the cursor has a form that the extractor does not know")
  void foreignCursor() {
    source(rows(1, 3));

    assertThatThrownBy(() -> contract.opened().open(sinceRequest(new Cursor(9_999, "x"), 10)))
        .isInstanceOf(CursorRefusedException.class);
  }

  @Test
  @DisplayName("is refused by a source that has no cursor, and a scan of it yields none")
  void noCursor() {
    assumeTrue(contract.cursorType().isEmpty(), "the source has a cursor");
    contract.create(contract.schema(), contract.rows(1, 3));

    assertThat(scan(10).end().nextCursor()).isEmpty();
    assertThatThrownBy(() -> contract.opened().open(sinceRequest(new Cursor(1, "1"), 10)))
        .isInstanceOf(PermanentException.class);
  }
}
