package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A recording loader")
class RecordingLoaderTest {

  private static final Key ONE = Key.of(1L);
  private static final Key TWO = Key.of(2L);

  private final RecordingLoader loader = prepared(RecordingLoader.builder().build());

  private abstract static class Contract extends LoaderContract {

    private RecordingLoader loader = RecordingLoader.builder().build();

    abstract RecordingLoader.Builder promises();

    @Override
    protected void create(Schema schema, List<String> key) {
      loader =
          promises()
              .fields(schema)
              .build()
              .reject(
                  attempt ->
                      attempt.values().get("name") instanceof String name
                          && name.length() > NAME_LENGTH,
                  "the name is longer than 255 characters");
    }

    @Override
    protected Loader loader() {
      return loader;
    }

    @Override
    protected List<Map<String, Object>> rows() {
      return loader.rows();
    }

    @Override
    protected Optional<Loader> brokenLoader() {
      return Optional.empty();
    }

    @Override
    protected Set<LogicalType> types() {
      return EnumSet.allOf(LogicalType.class);
    }
  }

  @Nested
  @DisplayName("that promises nothing keeps the contract")
  class PromisesNothing extends Contract {
    @Override
    RecordingLoader.Builder promises() {
      return RecordingLoader.builder().looksUp(Duration.ZERO);
    }
  }

  @Nested
  @DisplayName("with upserts and look-ups keeps the contract")
  class WithUpserts extends Contract {
    @Override
    RecordingLoader.Builder promises() {
      return RecordingLoader.builder().upsert().looksUp(Duration.ofSeconds(5)).maxBatch(7);
    }

    @Override
    protected void settle(Duration time) {
      assertThat(time).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Nested
  @DisplayName("with idempotent creates keeps the contract")
  class WithIdempotentCreates extends Contract {
    @Override
    RecordingLoader.Builder promises() {
      return RecordingLoader.builder().idempotentCreate();
    }
  }

  private static RecordingLoader prepared(RecordingLoader loader) {
    loader.prepare(new Target(TestRecords.PEOPLE, List.of("id"), false));
    return loader;
  }

  private static List<WriteResult> write(Loader loader, Changes changes) {
    return loader.write(changes.build(), new WriteContext("people", "run-1", 1));
  }

  private static Changes inserts(int count) {
    var changes = Changes.of(TestRecords.PEOPLE);
    for (long id = 1; id <= count; id++) {
      changes.insert(Key.of(id), id, "name-" + id);
    }
    return changes;
  }

  @Test
  void showsADoubledInsertUnlessItPromisesOtherwise() {
    write(loader, inserts(1));
    write(loader, inserts(1));

    assertThat(loader.refs(ONE)).containsExactly(DestinationRef.of(1L), DestinationRef.of(2L));
    assertThat(loader.duplicates()).containsExactly(ONE);
  }

  @Test
  void throwsOnTheNthWriteBeforeInTheMiddleOfAndAfterApplying() {
    loader
        .failWrite(1, WriteFault.BEFORE_APPLYING, new RetryableException("no line", null))
        .failWrite(2, WriteFault.HALF_APPLIED, new PermanentException("broke"))
        .failWrite(3, WriteFault.AFTER_APPLYING, new RetryableException("no answer", null));

    assertThatThrownBy(() -> write(loader, inserts(4))).hasMessage("no line");
    assertThat(loader.rows()).isEmpty();
    assertThatThrownBy(() -> write(loader, inserts(4))).hasMessage("broke");
    assertThat(loader.rows()).hasSize(2);
    assertThatThrownBy(() -> write(loader, inserts(4))).hasMessage("no answer");
    assertThat(loader.rows()).hasSize(6);
    assertThat(write(loader, inserts(4))).hasSize(4);
    assertThat(loader.writes()).isEqualTo(4);
  }

  @Test
  void answersRetryAsOftenAsTold() {
    loader.retry(attempt -> attempt.key().equals(ONE), 2, Optional.of(Duration.ofSeconds(3)));

    for (int i = 0; i < 2; i++) {
      var results = write(loader, inserts(1));
      assertThat(results.get(0)).isInstanceOf(WriteResult.Retry.class);
      assertThat(loader.rows()).isEmpty();
    }
    assertThat(write(loader, inserts(1)).get(0)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void leavesInDoubtWhatIsAppliedAndWhatIsNot() {
    loader.inDoubt(attempt -> attempt.key().equals(ONE), 1, true);
    loader.inDoubt(attempt -> attempt.key().equals(TWO), 1, false);

    var results = write(loader, inserts(2));

    assertThat(results).allMatch(WriteResult.InDoubt.class::isInstance);
    assertThat(loader.refs(ONE)).hasSize(1);
    assertThat(loader.refs(TWO)).isEmpty();
  }

  @Test
  void rejectsUntilItIsHealed() {
    loader.reject(attempt -> attempt.change() == Change.INSERT, "closed");

    assertThat(write(loader, inserts(1))).containsExactly(new WriteResult.Rejected("closed"));
    assertThat(loader.attempts()).hasSize(1);
    loader.heal();
    assertThat(write(loader, inserts(1)).get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(loader.applied(Change.INSERT)).isOne();
  }

  @Test
  void answersGoneForARowThatTheTestRemoved() {
    var ref = ((WriteResult.Written) write(loader, inserts(1)).get(0)).ref();

    assertThat(loader.remove(ONE)).isTrue();

    var update = Changes.of(TestRecords.PEOPLE).update(ONE, ref, 1L, "renamed");
    assertThat(write(loader, update)).containsExactly(new WriteResult.Gone());
    assertThat(loader.applied(Change.UPDATE)).isZero();
  }

  @Test
  void findsRowsThatTheTestSeeded() {
    var lookingUp = prepared(RecordingLoader.builder().looksUp(Duration.ZERO).build());
    var ref = lookingUp.seed(ONE, Map.of("id", 1L));

    assertThat(lookingUp).isInstanceOf(LooksUp.class);
    assertThat(((LooksUp) lookingUp).lookup(List.of(TWO, ONE)))
        .containsExactly(List.of(), List.of(ref));
    assertThat(loader).isNotInstanceOf(LooksUp.class);
  }

  @Test
  void findsAnEngineThatBreaksTheContract() {
    var unprepared = RecordingLoader.builder().build();
    var small = prepared(RecordingLoader.builder().maxBatch(1).build());

    assertThatThrownBy(() -> write(unprepared, inserts(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prepare");
    assertThatThrownBy(() -> write(small, inserts(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at most 1");
    assertThatThrownBy(() -> write(loader, inserts(1).insert(ONE, 1L, "again")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void callsTheTestBeforeEveryWrite() {
    var sizes = new ArrayList<Integer>();
    loader.beforeWrite((ChangeBatch batch) -> sizes.add(batch.size()));

    write(loader, inserts(3));

    assertThat(sizes).containsExactly(3);
  }

  @Test
  void isTheSameDestinationInEveryRun() {
    write(loader, inserts(1));
    loader.close();

    var again = loader.toSpec().local().orElseThrow().get();

    assertThat(again).isSameAs(loader);
    assertThat(loader.row(ONE)).contains(Map.of("id", 1L, "name", "name-1"));
    assertThat(loader.closes()).isOne();
  }
}
