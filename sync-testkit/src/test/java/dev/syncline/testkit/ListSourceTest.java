package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extractor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A list source")
class ListSourceTest {

  private static final ExtractRequest SCAN =
      new ExtractRequest.FullScan(Optional.empty(), new BatchLimits(2, 1 << 20));

  private final ListSource source = ListSource.of(TestRecords.PEOPLE, "id");

  private abstract static class Contract extends ExtractorContract {

    private ListSource source = ListSource.of(TestRecords.PEOPLE, "id");

    abstract ListSource.Builder promises(ListSource.Builder builder);

    @Override
    protected void create(Schema schema, List<SyncRecord> rows) {
      var builder = promises(ListSource.builder(schema).key("id"));
      cursorType().ifPresent(type -> builder.cursor("changed"));
      source = builder.build();
      rows.forEach(source::add);
    }

    @Override
    protected void put(SyncRecord row) {
      source.put(row);
    }

    @Override
    protected void remove(Key key) {
      assertThat(source.remove(key)).isTrue();
    }

    @Override
    protected Extractor extractor() {
      return source;
    }

    @Override
    protected Optional<Extractor> brokenExtractor() {
      return Optional.empty();
    }

    @Override
    protected Set<LogicalType> types() {
      return EnumSet.allOf(LogicalType.class);
    }

    @Override
    protected boolean absentFields() {
      return true;
    }
  }

  @Nested
  @DisplayName("that promises nothing keeps the contract")
  class PromisesNothing extends Contract {
    @Override
    ListSource.Builder promises(ListSource.Builder builder) {
      return builder;
    }

    @Override
    protected Optional<LogicalType> cursorType() {
      return Optional.empty();
    }
  }

  @Nested
  @DisplayName("that promises everything keeps the contract")
  class PromisesEverything extends Contract {
    @Override
    ListSource.Builder promises(ListSource.Builder builder) {
      return builder.cursor("changed").ordered().resumable().snapshot().readsByKey();
    }

    @Override
    protected Optional<LogicalType> cursorType() {
      return Optional.of(LogicalType.TIMESTAMP);
    }
  }

  @Nested
  @DisplayName("with a row version, read as it changes, keeps the contract")
  class WithARowVersion extends Contract {
    @Override
    ListSource.Builder promises(ListSource.Builder builder) {
      return builder.resumable();
    }

    @Override
    protected Optional<LogicalType> cursorType() {
      return Optional.of(LogicalType.INTEGER);
    }
  }

  @Test
  void failsOnceAfterTheGivenNumberOfBatches() {
    TestRecords.people(1, 5).forEach(source::add);
    source.failAfter(1, new RetryableException("the line broke", null));

    try (var extraction = source.open(SCAN)) {
      assertThat(Reading.batch(extraction).records().size()).isEqualTo(2);
      assertThatThrownBy(() -> Reading.batch(extraction)).hasMessage("the line broke");
    }

    assertThat(Reading.of(source, SCAN).ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(source.opened()).isEqualTo(2);
    assertThat(source.open()).isZero();
  }

  @Test
  void stopsShortAndSaysSo() {
    TestRecords.people(1, 5).forEach(source::add);
    source.stopAfter(2).endIncomplete();

    var stopped = Reading.of(source, SCAN);
    var ended = Reading.of(source, SCAN);

    assertThat(stopped.ids()).hasSize(4);
    assertThat(stopped.end().complete()).isFalse();
    assertThat(ended.ids()).hasSize(5);
    assertThat(ended.end().complete()).isFalse();
    assertThat(Reading.of(source, SCAN).end().complete()).isTrue();
  }

  @Test
  void showsChangesInTheMiddleOfAScanUnlessItPromisesASnapshot() {
    TestRecords.people(1, 3).forEach(source::add);
    source.beforeBatch(
        yielded -> {
          if (yielded == 1) {
            source.add(4L, "late");
          }
        });

    assertThat(Reading.of(source, SCAN).ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void yieldsTheSameKeyTwiceIfTheTestAddedItTwice() {
    source.add(1L, "first").add(1L, "second");

    assertThat(Reading.of(source, SCAN).ids()).containsExactly(1L, 1L);
    assertThat(source.remove(Key.of(1L))).isTrue();
    assertThat(source.rows()).isEmpty();
  }

  @Test
  void findsARunThatForgetsToClose() {
    source.open(SCAN);

    assertThatThrownBy(() -> source.open(SCAN)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void remembersWhatWasAcknowledged() {
    var cursors = new ArrayList<Cursor>();
    try (var extraction = source.open(SCAN)) {
      extraction.acknowledge(new Cursor(1, "INTEGER:1"));
      cursors.addAll(source.acknowledged());
    }

    assertThat(cursors).containsExactly(new Cursor(1, "INTEGER:1"));
  }

  @Test
  void namesItsKeyAndCursorToADefinition() {
    var spec = ListSource.builder(TestRecords.PEOPLE).key("id").cursor("name").build().toSpec();

    assertThat(spec.key()).containsExactly("id");
    assertThat(spec.cursor()).contains("name");
    assertThat(spec.local()).isPresent();
  }
}
