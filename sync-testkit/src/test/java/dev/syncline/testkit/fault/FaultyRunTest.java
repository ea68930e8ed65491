package dev.syncline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine between three parts that fail by chance: nothing is lost, nothing is there twice. */
class FaultyRunTest {

  private static final Schema CUSTOMERS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));
  private static final int HISTORIES = 60;
  private static final int RUNS = 60;

  // guide: dice
  private static FaultDice dice(long seed) {
    return FaultDice.seeded(seed)
        .at(
            FaultPoint.WRITE,
            0.3,
            Fault.timeOutBefore(),
            Fault.timeOutAfter(),
            Fault.disconnectAfter(2),
            Fault.doubt(),
            Fault.throttled(),
            Fault.slow(Duration.ofSeconds(5)))
        .at(
            FaultPoint.NEXT,
            0.2,
            Fault.timeOutBefore(),
            Fault.timeOutAfter(),
            Fault.disconnectAfter(1),
            Fault.drift(2, 0))
        .at(FaultPoint.OPEN, 0.1, Fault.timeOutBefore())
        .at(FaultPoint.PREPARE, 0.05, Fault.timeOutBefore())
        .at(FaultPoint.FIND, 0.05, Fault.timeOutBefore())
        .at(FaultPoint.JOURNAL, 0.1, Fault.timeOutBefore(), Fault.timeOutAfter())
        .at(FaultPoint.COMMIT, 0.1, Fault.timeOutBefore(), Fault.timeOutAfter())
        .at(FaultPoint.LOAD, 0.05, Fault.timeOutBefore())
        .atMost(25);
  }

  // guide: end

  private static RecordingLoader loader(boolean upsert) {
    // The engine waits for the deadline of a doubtful write before it sends it again.
    var loader = RecordingLoader.builder().maxBatch(5).requestDeadline(Duration.ofMillis(1));
    return upsert ? loader.upsert().build() : loader.looksUp(Duration.ZERO).build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyHistoryEndsWithEveryRecordOnce(boolean upsert) {
    Map<FaultPoint, Integer> struck = new EnumMap<>(FaultPoint.class);
    for (long seed = 1; seed <= HISTORIES; seed++) {
      var faults = dice(seed);
      history(seed, faults, upsert);
      faults.strikes().forEach(strike -> struck.merge(strike.point(), 1, Integer::sum));
    }
    System.out.println(
        HISTORIES + " faulty histories, " + (upsert ? "upserts" : "look-ups") + ": " + struck);
    assertThat(struck).containsKeys(FaultPoint.WRITE, FaultPoint.NEXT, FaultPoint.COMMIT);
  }

  private static void history(long seed, FaultDice faults, boolean upsert) {
    var clock = TestClock.create();
    var source = ListSource.builder(CUSTOMERS).key("id").build();
    for (long id = 1; id <= 23; id++) {
      source.add(id, "name " + id);
    }
    var loader = loader(upsert);
    var sync =
        SyncDefinition.builder("customers")
            .source(FaultyExtractor.source(source, faults, clock))
            .destination(FaultyLoader.destination(loader, faults, clock))
            .accept(Risk.EPHEMERAL_STATE)
            .settings(
                RunSettings.DEFAULT.batchRows(4).checkpointRows(8).retryDelay(Duration.ofMillis(1)))
            .build();
    var store = InMemoryStateStore.create(clock);
    for (int run = 1; run <= RUNS; run++) {
      boolean done = runOnce(sync, FaultyStateStore.around(store, faults, clock), clock);
      assertThat(loader.duplicates()).as("seed %s, run %s", seed, run).isEmpty();
      if (done) {
        assertThat(names(loader)).as("seed %s, run %s", seed, run).isEqualTo(names(source));
        return;
      }
      // A lease that could not be given back has to run out.
      clock.advance(Duration.ofHours(1));
    }
    throw new AssertionError("seed " + seed + ": no run ended well in " + RUNS);
  }

  /** Every run is that of a new process. */
  private static boolean runOnce(SyncDefinition sync, StateStore store, TestClock clock) {
    try (var engine =
        SyncEngine.builder()
            .stateStore(store)
            .clock(new Running(clock))
            .waiting(clock::advance)
            .sameThread()
            .build()) {
      RunReport report = engine.run(sync);
      assertThat(report.ledger().balanced()).as("%s", report).isTrue();
      return report.status() == RunStatus.SUCCEEDED;
    } catch (SyncException e) {
      return false;
    }
  }

  private static Map<Object, @Nullable Object> names(RecordingLoader loader) {
    var names = new TreeMap<Object, @Nullable Object>();
    loader.rows().forEach(row -> names.put(String.valueOf(row.get("id")), row.get("name")));
    return names;
  }

  private static Map<Object, @Nullable Object> names(ListSource source) {
    var names = new TreeMap<Object, @Nullable Object>();
    source.rows().forEach(row -> names.put(String.valueOf(row.get("id")), row.get("name")));
    return names;
  }

  /** A clock that goes on by a millisecond whenever somebody looks at it: nobody waits for long. */
  private static final class Running extends Clock {
    private final TestClock clock;

    Running(TestClock clock) {
      this.clock = clock;
    }

    @Override
    public Instant instant() {
      clock.advance(Duration.ofMillis(1));
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the engine has no zone of its own");
    }
  }
}
