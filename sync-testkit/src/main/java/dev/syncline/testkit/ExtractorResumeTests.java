package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Poll;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stop after any batch; go on in another process. */
abstract class ExtractorResumeTests extends ExtractorTests {

  ExtractorResumeTests(ExtractorContract contract) {
    super(contract);
  }

  private void onlyResumableSources() {
    assumeTrue(traits().resumable(), "the traits do not promise that scans can be resumed");
  }

  /** The rows of the first batches of a scan, which is then left, and the position behind them. */
  private ResumePosition stopAfter(int batches, List<SyncRecord> seen) {
    try (var extraction = contract.opened().open(fullScan(7))) {
      Poll.Batch last = Reading.batch(extraction);
      seen.addAll(Reading.rows(last.records()));
      for (int i = 1; i < batches; i++) {
        last = Reading.batch(extraction);
        seen.addAll(Reading.rows(last.records()));
      }
      return last.resume().orElseThrow();
    }
  }

  @Test
  @DisplayName("after any batch yields exactly the rows that were missing, and is complete")
  void yieldsTheRest() {
    contract.create(contract.schema(), contract.rows(1, 30));
    onlyResumableSources();

    for (int stop = 1; stop <= 5; stop++) {
      var seen = new ArrayList<SyncRecord>();
      var position = stopAfter(stop, seen);

      var rest = Reading.of(contract.opened(), resumed(position, 4));

      seen.addAll(rest.rows());
      assertThat(Reading.ids(seen))
          .as("stopped after batch %s", stop)
          .containsExactlyInAnyOrderElementsOf(ids(1, 30));
      assertThat(rest.end().complete()).isTrue();
    }
  }

  @Test
  @DisplayName("again and again, after every single batch, yields every row exactly once")
  void resumesAgainAndAgain() {
    contract.create(contract.schema(), contract.rows(1, 20));
    onlyResumableSources();
    var seen = new ArrayList<SyncRecord>();
    var position = stopAfter(1, seen);

    while (seen.size() < 20) {
      try (var extraction = contract.opened().open(resumed(position, 3))) {
        var batch = Reading.batch(extraction);
        seen.addAll(Reading.rows(batch.records()));
        position = batch.resume().orElseThrow();
      }
    }

    assertThat(Reading.ids(seen)).containsExactlyInAnyOrderElementsOf(ids(1, 20));
    var nothing = Reading.of(contract.opened(), resumed(position, 3));
    assertThat(nothing.batches()).isEmpty();
    assertThat(nothing.end().complete()).isTrue();
  }

  @Test
  @DisplayName("still yields every row that was there all the time, when others come and go")
  void survivesChanges() {
    contract.create(contract.schema(), contract.rows(1, 30));
    onlyResumableSources();
    var seen = new ArrayList<SyncRecord>();
    var position = stopAfter(2, seen);

    var gone = Reading.ids(seen).subList(0, 5);
    gone.forEach(id -> contract.remove(Key.of(id)));
    contract.put(contract.row(31));

    seen.addAll(Reading.of(contract.opened(), resumed(position, 7)).rows());
    assertThat(Reading.ids(seen)).containsAll(ids(1, 30)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("ends with a cursor that misses nothing that changed between its two parts")
  void keepsTheBoundOfItsBeginning() {
    contract.create(contract.schema(), contract.rows(1, 30));
    onlyResumableSources();
    assumeTrue(contract.cursorType().isPresent(), "the source has no cursor");
    var seen = new ArrayList<SyncRecord>();
    var position = stopAfter(2, seen);

    long read = Reading.ids(seen).get(0);
    contract.put(contract.row(read, "renamed", 31));
    contract.put(contract.row(99, "new", 32));
    var rest = Reading.of(contract.opened(), resumed(position, 7));

    var later = since(rest.end().nextCursor().orElseThrow());
    assertThat(later.rows())
        .as("row %s changed after it was read, before the scan was resumed", read)
        .anyMatch(row -> "renamed".equals(row.get("name")));
  }

  @Test
  @DisplayName("is refused by a source that cannot be resumed")
  void isRefused() {
    contract.create(contract.schema(), contract.rows(1, 3));
    assumeTrue(!traits().resumable(), "the source can be resumed");

    assertThatThrownBy(() -> contract.opened().open(resumed(new ResumePosition("somewhere"), 7)))
        .isInstanceOf(PermanentException.class);
  }

  @Test
  @DisplayName("needs a position at every batch, and there is none where the traits promise none")
  void positionsAsPromised() {
    contract.create(contract.schema(), contract.rows(1, 30));
    boolean resumable = traits().resumable();

    assertThat(scan(7).batches())
        .allSatisfy(batch -> assertThat(batch.resume().isPresent()).isEqualTo(resumable));
  }
}
