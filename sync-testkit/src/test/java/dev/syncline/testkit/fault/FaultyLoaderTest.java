package dev.syncline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.Changes;
import dev.syncline.testkit.LoaderContract;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.TestRecords;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A faulty loader")
class FaultyLoaderTest {

  private final TestClock clock = TestClock.create();
  private final FaultScript faults = FaultScript.create();
  private final RecordingLoader real =
      RecordingLoader.builder().looksUp(Duration.ofSeconds(5)).build();
  private final Loader faulty = FaultyLoader.around(real, faults, clock);

  @Nested
  @DisplayName("to which nothing happens keeps the contract of the real one")
  class WithoutFaults extends LoaderContract {

    private RecordingLoader table = RecordingLoader.upserting();

    @Override
    protected void create(Schema schema, List<String> key) {
      table =
          RecordingLoader.builder()
              .upsert()
              .looksUp(Duration.ZERO)
              .fields(schema)
              .build()
              .reject(
                  attempt ->
                      attempt.values().get("name") instanceof String name
                          && name.length() > NAME_LENGTH,
                  "the name is too long");
    }

    @Override
    protected Loader loader() {
      return FaultyLoader.around(table, FaultScript.create(), clock);
    }

    @Override
    protected List<Map<String, @Nullable Object>> rows() {
      return table.rows();
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

  private List<WriteResult> write(int count) {
    faulty.prepare(new Target(TestRecords.PEOPLE, List.of("id"), false));
    var changes = Changes.of(TestRecords.PEOPLE);
    for (long id = 1; id <= count; id++) {
      changes.insert(Key.of(id), id, "name-" + id);
    }
    return faulty.write(changes.build(), new WriteContext("people", "run-1", 1));
  }

  @Test
  void hasTheAbilitiesOfTheRealOneAndNoOthers() {
    assertThat(faulty).isInstanceOf(LooksUp.class).isInstanceOf(HoldsRecords.class);
    assertThat(((LooksUp) faulty).settle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(faulty.traits()).isEqualTo(real.traits());
    assertThat(FaultyLoader.around(RecordingLoader.upserting(), faults, clock))
        .isNotInstanceOf(LooksUp.class);
    assertThat(List.of(real, faulty).indexOf(faulty)).isEqualTo(1);
    assertThat(faulty.toString()).startsWith("faulty ");
  }

  @Test
  void timesOutBeforeAndAfterTheWriteTookEffect() {
    faults.on(FaultPoint.WRITE, 1, Fault.timeOutBefore());
    assertThatThrownBy(() -> write(3)).isInstanceOf(RetryableException.class);
    assertThat(real.rows()).isEmpty();

    faults.on(FaultPoint.WRITE, 1, Fault.timeOutAfter());
    assertThatThrownBy(() -> write(3)).isInstanceOf(RetryableException.class);
    assertThat(real.rows()).hasSize(3);
  }

  // guide: script
  @Test
  void breaksInTheMiddleOfABatch() {
    faults.on(FaultPoint.WRITE, 1, Fault.disconnectAfter(2));

    assertThatThrownBy(() -> write(5)).hasMessage("the line was cut");

    assertThat(real.rows()).extracting(row -> row.get("name")).containsExactly("name-1", "name-2");
  }

  // guide: end

  @Test
  void answersInDoubtAlthoughItWrote() {
    faults.on(FaultPoint.WRITE, 1, Fault.doubt());

    assertThat(write(2)).hasSize(2).allMatch(WriteResult.InDoubt.class::isInstance);
    assertThat(real.rows()).hasSize(2);
  }

  @Test
  void isThrottledWithAndWithoutADelay() {
    var delay = Duration.ofSeconds(9);
    faults.on(FaultPoint.WRITE, 1, Fault.throttled(delay));
    faults.on(FaultPoint.WRITE, 2, Fault.throttled());

    assertThat(write(2))
        .hasSize(2)
        .allMatch(result -> ((WriteResult.Retry) result).delay().equals(Optional.of(delay)));
    assertThat(((WriteResult.Retry) write(1).get(0)).delay()).isEmpty();
    assertThat(real.rows()).isEmpty();
    assertThat(write(1).get(0)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void aSlowCallMovesTheClock() {
    var before = clock.instant();
    faults.on(FaultPoint.WRITE, 1, Fault.slow(Duration.ofMinutes(2)));

    write(1);

    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(2));
    assertThat(real.rows()).hasSize(1);
  }

  @Test
  void lookingUpAndPreparingCanFail() {
    faults.on(FaultPoint.PREPARE, 1, Fault.timeOutBefore());
    assertThatThrownBy(() -> write(1)).hasMessage("the time is out");
    assertThat(real.target()).isEmpty();

    faults
        .on(FaultPoint.LOOK_UP, 1, Fault.throttled(Duration.ofSeconds(3)))
        .on(FaultPoint.HOLDS, 1, Fault.timeOutBefore());
    assertThatThrownBy(() -> ((LooksUp) faulty).lookup(List.of(Key.of(1L))))
        .isInstanceOfSatisfying(
            RetryableException.class,
            failure -> assertThat(failure.delay()).contains(Duration.ofSeconds(3)));
    assertThatThrownBy(() -> ((HoldsRecords) faulty).holds(List.of())).isNotNull();
  }

  @Test
  void theScriptKnowsWhatHappenedAndHealsAndRefusesWhatCannotHappen() {
    faults.on(FaultPoint.WRITE, 2, Fault.doubt()).on(FaultPoint.WRITE, 3, Fault.doubt());
    write(1);
    write(1);
    faults.heal();
    write(1);

    assertThat(faults.strikes())
        .containsExactly(new Faults.Strike(FaultPoint.WRITE, 2, Fault.doubt()));
    assertThat(faults.calls(FaultPoint.WRITE)).isEqualTo(3);
    assertThatThrownBy(() -> faults.on(FaultPoint.COMMIT, 1, Fault.doubt()))
        .hasMessageContaining("COMMIT");
    faults.on(FaultPoint.WRITE, 1, Fault.doubt());
    assertThatThrownBy(() -> faults.on(FaultPoint.WRITE, 1, Fault.timeOutAfter()))
        .hasMessageContaining("two faults");
  }

  @Test
  void aDestinationWhoseLoaderIsMadeElsewhereIsRefused() {
    var elsewhere = DestinationSpec.of("jdbc", ComponentConfig.of(Map.of()));

    assertThatThrownBy(() -> FaultyLoader.destination(elsewhere, faults, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'jdbc'");
  }
}
