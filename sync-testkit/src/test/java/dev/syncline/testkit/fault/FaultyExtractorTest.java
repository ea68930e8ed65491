package dev.syncline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A faulty extractor")
class FaultyExtractorTest {

  private static final Schema NOTES =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("changed", LogicalType.TIMESTAMP));
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  private final TestClock clock = TestClock.create();
  private final FaultScript faults = FaultScript.create();
  private final ListSource real =
      ListSource.builder(NOTES).key("id").cursor("changed").readsByKey().build();
  private final Extractor faulty = FaultyExtractor.around(real, faults, clock);

  private Extraction open() {
    return faulty.open(new ExtractRequest.FullScan(Optional.empty(), new BatchLimits(3, 1 << 20)));
  }

  private void rows(int count) {
    for (long id = 1; id <= count; id++) {
      real.add(id, NOON.plusSeconds(id));
    }
  }

  /** The ids of every page. */
  private static List<List<Object>> pages(Extraction reading) {
    var pages = new ArrayList<List<Object>>();
    Poll poll = reading.next(Duration.ZERO);
    while (poll instanceof Poll.Batch batch) {
      pages.add(ids(batch));
      poll = reading.next(Duration.ZERO);
    }
    return pages;
  }

  private static List<Object> ids(Poll.Batch batch) {
    var ids = new ArrayList<Object>();
    for (int row = 0; row < batch.records().size(); row++) {
      ids.add(batch.records().longValue(row, 0));
    }
    return ids;
  }

  @Test
  void hasTheAbilitiesOfTheRealOneAndNoOthers() {
    assertThat(faulty).isInstanceOf(ReadsByKey.class).isInstanceOf(RewindsCursor.class);
    assertThat(FaultyExtractor.around(ListSource.of(NOTES, "id"), faults, clock))
        .isNotInstanceOf(ReadsByKey.class);
    assertThat(faulty.traits()).isEqualTo(real.traits());
    rows(2);
    assertThat(((ReadsByKey) faulty).read(List.of(Key.of(2L))).size()).isEqualTo(1);
  }

  @Test
  void theLineIsCutInTheMiddleOfAPage() {
    rows(9);
    faults.on(FaultPoint.NEXT, 2, Fault.disconnectAfter(2));

    try (var reading = open()) {
      reading.next(Duration.ZERO);
      var half = (Poll.Batch) reading.next(Duration.ZERO);
      assertThat(ids(half)).containsExactly(4L, 5L);
      // Nobody may go on from half a page as if it were a whole one.
      assertThat(half.cursor()).isEmpty();
      assertThatThrownBy(() -> reading.next(Duration.ZERO)).hasMessage("the line was cut");
      assertThatThrownBy(() -> reading.next(Duration.ZERO)).hasMessage("the line was cut");
    }
    try (var reading = open()) {
      assertThat(pages(reading)).hasSize(3);
    }
  }

  @Test
  void aPageIsLostBeforeAndAfterItWasRead() {
    rows(3);
    faults
        .on(FaultPoint.NEXT, 1, Fault.timeOutBefore())
        .on(FaultPoint.NEXT, 2, Fault.timeOutAfter());

    for (int i = 0; i < 2; i++) {
      try (var reading = open()) {
        assertThatThrownBy(() -> reading.next(Duration.ZERO)).hasMessage("the time is out");
      }
    }
    assertThat(faults.strikes()).hasSize(2);
  }

  @Test
  void rowsMoveBetweenThePages() {
    rows(9);
    faults.on(FaultPoint.NEXT, 2, Fault.drift(1, 0)).on(FaultPoint.NEXT, 3, Fault.drift(0, 2));

    try (var reading = open()) {
      assertThat(pages(reading))
          .containsExactly(List.of(1L, 2L, 3L), List.of(3L), List.of(4L, 5L, 6L), List.of(9L));
    }
  }

  @Test
  void aClockThatIsAheadMovesTheCursorOfTheEnd() {
    rows(3);
    faults.on(FaultPoint.OPEN, 1, Fault.skew(Duration.ofMinutes(5)));

    var ahead = cursorOfTheEnd();
    assertThat(real.rewind(cursorOfTheEnd(), Duration.ofMinutes(-5))).contains(ahead);
    assertThat(faults.strikes()).hasSize(1);
  }

  private Optional<Cursor> cursorOf(Extraction reading) {
    Poll poll = reading.next(Duration.ZERO);
    while (!(poll instanceof Poll.End)) {
      poll = reading.next(Duration.ZERO);
    }
    return ((Poll.End) poll).nextCursor();
  }

  private Cursor cursorOfTheEnd() {
    try (var reading = open()) {
      return cursorOf(reading).orElseThrow();
    }
  }

  @Test
  void openingAcknowledgingAndReadingByKeyCanFail() {
    rows(3);
    faults
        .on(FaultPoint.OPEN, 1, Fault.timeOutBefore())
        .on(FaultPoint.ACKNOWLEDGE, 1, Fault.timeOutAfter())
        .on(FaultPoint.READ_BY_KEY, 1, Fault.throttled())
        .on(FaultPoint.NEXT, 1, Fault.slow(Duration.ofSeconds(30)));
    var start = clock.instant();

    assertThatThrownBy(this::open).hasMessage("the time is out");
    try (var reading = open()) {
      pages(reading);
      var cursor = new Cursor(1, "TIMESTAMP:" + NOON);
      assertThatThrownBy(() -> reading.acknowledge(cursor)).hasMessage("the time is out");
      assertThat(real.acknowledged()).containsExactly(cursor);
    }
    assertThatThrownBy(() -> ((ReadsByKey) faulty).read(List.of())).hasMessage("too many requests");
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(30));
  }
}
