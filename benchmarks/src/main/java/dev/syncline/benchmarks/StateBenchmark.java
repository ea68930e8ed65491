package dev.syncline.benchmarks;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.identity.Identity;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to ask the default state store whether one record is unchanged, as DELTA asks: a
 * thousand at a time, all of them known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateBenchmark {
  private static final int BATCH = 1_000;
  private static final int CHECKPOINT = 20_000;
  private static final Duration LEASE = Duration.ofHours(1);

  /** How many record states there are. */
  @Param({"100000", "1000000"})
  public int states;

  /** Whether records are asked for in the order in which they were written. */
  @Param({"true", "false"})
  public boolean inOrder;

  private final Identity identity = new Identity();
  private final List<KeyHash> keys = new ArrayList<>();
  private final DataHash hash = identityHash();
  private @Nullable Opened opened;
  private int next;

  private record Opened(Path folder, StateStore store, StateSession session) {}

  private Opened opened() {
    return Objects.requireNonNull(opened, "fill comes first");
  }

  private DataHash identityHash() {
    return identity.data(HashAlgorithm.XXH128, Identity.Shape.of(Schema.of()), new Object[0]);
  }

  /** Writes the record states as a first sync does. */
  @Setup(Level.Trial)
  public void fill() throws IOException {
    Path folder = Files.createTempDirectory("state-benchmark");
    StateStore store = SqliteStateStore.at(folder.resolve("state.db"));
    var answer = store.acquire(LeaseRequest.of("customers", "benchmark", LEASE));
    StateSession session = store.open(((LeaseAnswer.Granted) answer).lease());
    for (long first = 0; first < states; first += CHECKPOINT) {
      List<RecordState> written =
          LongStream.range(first, Math.min(states, first + CHECKPOINT))
              .mapToObj(this::state)
              .toList();
      session.commit(Checkpoint.builder(progress(first + written.size())).written(written).build());
    }
    opened = new Opened(folder, store, session);
    if (!inOrder) {
      Collections.shuffle(keys, new Random(1));
    }
  }

  private RecordState state(long ordinal) {
    KeyHash key = identity.key(List.of(ordinal));
    keys.add(key);
    String text = Long.toString(ordinal);
    return new RecordState(
        key,
        ordinal,
        text,
        text,
        hash,
        Optional.empty(),
        KeyHashes.EMPTY,
        1,
        false,
        Optional.empty());
  }

  private static SyncProgress progress(long ordinals) {
    var fresh = SyncProgress.NEW;
    return new SyncProgress(
        fresh.cursor(),
        fresh.cursorHistory(),
        fresh.openScan(),
        fresh.completeScan(),
        fresh.nextScan(),
        ordinals,
        fresh.commits() + 1,
        fresh.renewals(),
        fresh.hashVersions(),
        fresh.parents(),
        fresh.withheld(),
        fresh.source());
  }

  /** Takes the file away. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    opened().session().close();
    opened().store().close();
    try (Stream<Path> files = Files.walk(opened().folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One of a batch of a thousand. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long lookUp() {
    List<KeyHash> asked = keys.subList(next, next + BATCH);
    next = (next + BATCH) % keys.size();
    KeyStates found = opened().session().find(KeyHashes.of(asked));
    long sum = 0;
    for (int i = 0; i < BATCH; i++) {
      long ordinal = found.ordinalIfSame(i, asked.get(i), hash, version -> version == 1);
      if (ordinal < 0) {
        throw new IllegalStateException("a record that was written is not found");
      }
      sum += ordinal;
    }
    return sum;
  }
}
