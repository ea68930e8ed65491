package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Outcome;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final Schema SCHEMA = Schema.of(Field.of("name", LogicalType.STRING));
  private static final int MOST = 6;

  private Instant now = Instant.EPOCH;
  private final Gathering gathering = gathering(RunSettings.DEFAULT);

  private Gathering gathering(RunSettings settings) {
    return new Gathering(MOST, settings, () -> now);
  }

  private static WorkBatch batch(int from, int rows) {
    return batch(SCHEMA, from, rows, Optional.empty(), Optional.empty());
  }

  private static WorkBatch batch(
      Schema schema, int from, int rows, Optional<Cursor> cursor, Optional<ResumePosition> resume) {
    var all = new ArrayList<Row>();
    for (int i = from; i < from + rows; i++) {
      all.add(new Row(schema, new Object[] {"name " + i}, Op.UPSERT, new KeyHash(0, i), null));
    }
    return new WorkBatch(WorkBatch.Intake.FETCHED, schema, all, cursor, resume);
  }

  private static List<Long> ids(WorkBatch batch) {
    return batch.rows().stream().map(row -> row.id.low()).toList();
  }

  @Test
  void batchesOfOneCallTravelTogetherInTheirOrder() {
    assertThat(gathering.add(batch(1, 2))).isTrue();
    assertThat(gathering.takesMore()).isTrue();
    assertThat(gathering.add(batch(3, 2))).isTrue();
    assertThat(ids(gathering.take())).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatTheLoaderDoesNotTakeInOneCallWaits() {
    gathering.add(batch(1, 4));
    assertThat(gathering.add(batch(5, 3))).isFalse();
    assertThat(ids(gathering.take())).hasSize(4);
    assertThat(gathering.add(batch(5, 3))).isTrue();
    assertThat(ids(gathering.take())).containsExactly(5L, 6L, 7L);
  }

  @Test
  void aFullCallWaitsForNothing() {
    gathering.add(batch(1, MOST));
    assertThat(gathering.takesMore()).isFalse();
  }

  @Test
  void aBatchWithoutAChangeWaitsForNothing() {
    WorkBatch settled = batch(1, 2);
    settled.rows().forEach(row -> row.settle(Outcome.UNCHANGED));
    gathering.add(settled);
    assertThat(gathering.takesMore()).isFalse();
    assertThat(gathering.take()).isSameAs(settled);
  }

  @Test
  void theLastCursorAndThePlaceToResumeCount() {
    var first = new Cursor(1, "first");
    var second = new Cursor(1, "second");
    var place = new ResumePosition("place");
    gathering.add(batch(SCHEMA, 1, 1, Optional.of(first), Optional.of(place)));
    gathering.add(batch(SCHEMA, 2, 1, Optional.of(second), Optional.empty()));
    gathering.add(batch(3, 1));
    WorkBatch all = gathering.take();
    assertThat(all.cursor()).contains(second);
    assertThat(all.resume()).contains(place);
  }

  @Test
  void anotherSchemaGoesAlone() {
    Schema other = Schema.of(Field.of("title", LogicalType.STRING));
    gathering.add(batch(1, 1));
    assertThat(gathering.add(batch(other, 2, 1, Optional.empty(), Optional.empty()))).isFalse();
  }

  @Test
  void aChangeDoesNotWaitForLong() {
    gathering.add(batch(1, 1));
    now = now.plus(Duration.ofMillis(250));
    assertThat(gathering.takesMore()).isFalse();
    gathering.take();
    gathering.add(batch(2, 1));
    assertThat(gathering.takesMore()).isTrue();
  }

  @Test
  void largeRecordsAreNotGathered() {
    var few = gathering(RunSettings.DEFAULT.batchBytes(800));
    few.add(batch(1, 1));
    assertThat(few.takesMore()).isTrue();
    few.add(batch(2, 4));
    assertThat(few.takesMore()).isFalse();
  }

  @Test
  void theSettingLimitsIt() {
    var few = gathering(RunSettings.DEFAULT.gatherRows(2));
    few.add(batch(1, 2));
    assertThat(few.takesMore()).isFalse();
    assertThat(few.add(batch(3, 1))).isFalse();
  }
}
