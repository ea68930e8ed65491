package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A destination in memory that gives every record an id (1, 2, 3, …), writes down what it is asked
 * to do, and fails as a test says.
 *
 * <p>One object is the system and its loader, and the destination of a definition: {@code
 * SyncDefinition.builder("customers").destination(recordingLoader)}. Without {@code upsert} and
 * {@code idempotentCreate} the same insert twice makes two rows, so that a doubled write is seen in
 * {@link #duplicates}. {@link #close} ends a run; the rows stay for the next one.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Errors.</b> A batch that breaks the contract (too large, one key twice, an update without a
 * reference, a write before {@code prepare}) is an {@link IllegalStateException}: the engine under
 * test is wrong.
 */
public sealed class RecordingLoader implements Loader, Destination, HoldsRecords, ReadsBack {

  private final LoaderTraits traits;
  private final Optional<Schema> stored;
  private final MemoryTable table;
  private final WriteScript script = new WriteScript();
  private final List<WriteAttempt> attempts = new ArrayList<>();
  private Optional<Target> target = Optional.empty();
  private int writes;
  private int closes;
  private volatile Consumer<ChangeBatch> beforeWrite = batch -> {};
  private Optional<String> breakdown = Optional.empty();
  private final Map<Integer, RuntimeException> readFailures = new HashMap<>();
  private int reads;
  private boolean walksGoOn;

  private RecordingLoader(Builder builder) {
    this.traits =
        new LoaderTraits(
            builder.maxBatch,
            builder.upsert,
            builder.idempotentCreate,
            false,
            builder.ordered,
            builder.requestDeadline);
    this.stored = builder.stored;
    this.table = new MemoryTable(traits);
  }

  /** A builder of a loader that takes 100 changes at once and promises nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** A loader whose inserts are upserts. */
  public static RecordingLoader upserting() {
    return builder().upsert().build();
  }

  // What a test does to the destination.

  /** Adds a row that the engine did not write, and says how the destination names it. */
  public final synchronized DestinationRef seed(Key key, Map<String, @Nullable Object> values) {
    return table.add(key, values);
  }

  /** Removes every row of a key behind the engine's back; says whether there was one. */
  public final synchronized boolean remove(Key key) {
    return table.removeAll(key);
  }

  /** Changes some values of a row behind the engine's back; says whether there was one. */
  public final synchronized boolean change(DestinationRef ref, Map<String, ?> values) {
    return table.change(ref, values);
  }

  /** Removes every row behind the engine's back. */
  public final synchronized void clear() {
    table.clear();
  }

  @Override
  public final synchronized BitSet holds(List<DestinationRef> refs) {
    return table.holds(refs);
  }

  /** As they are: what this destination takes it gives back. */
  @Override
  public final List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    return MemoryTable.values(written);
  }

  @Override
  public final List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    return refs;
  }

  @Override
  public final synchronized HeldRows read() {
    countRead();
    return MemoryTable.walk(table.held(target.orElseThrow().schema()), walksGoOn, this::countRead);
  }

  @Override
  public final synchronized List<HeldRow> read(List<DestinationRef> refs) {
    countRead();
    return table.held(target.orElseThrow().schema()).stream()
        .filter(row -> refs.contains(row.ref()))
        .toList();
  }

  @Override
  public final Optional<KeyRanges> ranges() {
    return Optional.empty();
  }

  @Override
  public final String howCompared() {
    return "every row was read: a table in memory makes no digests";
  }

  /** Refuses the changes that match, for good, until {@link #heal}. */
  public final synchronized RecordingLoader reject(Predicate<WriteAttempt> which, String reason) {
    script.answer(which, new WriteResult.Rejected(reason), Integer.MAX_VALUE, false);
    return this;
  }

  /** Answers {@code Retry} to the changes that match, so many times in all. */
  public final synchronized RecordingLoader retry(
      Predicate<WriteAttempt> which, int times, Optional<Duration> delay) {
    script.answer(which, new WriteResult.Retry("try again later", delay), times, false);
    return this;
  }

  /**
   * Answers {@code InDoubt} to the changes that match, so many times in all.
   *
   * @param applied whether the change is applied nevertheless
   */
  public final synchronized RecordingLoader inDoubt(
      Predicate<WriteAttempt> which, int times, boolean applied) {
    script.answer(which, new WriteResult.InDoubt("the answer was lost"), times, applied);
    return this;
  }

  /**
   * The same from a destination that has answered and is done with it: {@link
   * WriteResult.InDoubt#over}.
   *
   * @param applied whether the change is applied nevertheless
   */
  public final synchronized RecordingLoader inDoubtAndOver(
      Predicate<WriteAttempt> which, int times, boolean applied) {
    script.answer(which, new WriteResult.InDoubt("status 500", true), times, applied);
    return this;
  }

  /**
   * Throws out of a write.
   *
   * @param nth the number of the write, counted from 1 with the next one
   */
  public final synchronized RecordingLoader failWrite(
      int nth, WriteFault fault, RuntimeException failure) {
    script.fail(writes + nth, fault, failure);
    return this;
  }

  /**
   * Throws out of reading back.
   *
   * @param nth the number of the reading or of the part of a walk, counted from 1 with the next one
   */
  public final synchronized RecordingLoader failRead(int nth, RuntimeException failure) {
    readFailures.put(reads + nth, failure);
    return this;
  }

  /** Walks through what is held go on where they broke off, as those from page to page do. */
  public final synchronized RecordingLoader walksGoOn() {
    walksGoOn = true;
    return this;
  }

  private synchronized void countRead() {
    RuntimeException failure = readFailures.remove(++reads);
    if (failure != null) {
      throw failure;
    }
  }

  /** How often something was read back: opened, asked for by reference, or a part of a walk. */
  public final synchronized int reads() {
    return reads;
  }

  /** Forgets everything that was said of failures. */
  public final synchronized void heal() {
    script.clear();
    readFailures.clear();
    breakdown = Optional.empty();
  }

  /** Calls this before every write, on the thread that writes, which may be made to wait. */
  public final RecordingLoader beforeWrite(Consumer<ChangeBatch> action) {
    beforeWrite = action;
    return this;
  }

  // What a test asks.

  /** Copies of the rows, in the order in which they were made. */
  public final synchronized List<Map<String, @Nullable Object>> rows() {
    return table.rows();
  }

  /**
   * A copy of the row of a key, if there is one.
   *
   * @throws IllegalStateException if there are several
   */
  public final synchronized Optional<Map<String, @Nullable Object>> row(Key key) {
    return table.row(key);
  }

  /** How the destination names the rows of a key; several are a duplicate. */
  public final synchronized List<DestinationRef> refs(Key key) {
    return table.refs(key);
  }

  final synchronized List<List<DestinationRef>> find(List<String> fields, List<Key> keys) {
    return table.find(fields, keys);
  }

  /** The keys that have more than one row. */
  public final synchronized List<Key> duplicates() {
    return table.duplicates();
  }

  /** How often {@code write} was called, failed calls included. */
  public final synchronized int writes() {
    return writes;
  }

  /** Every change that arrived, in order; those of writes that failed before applying are not. */
  public final synchronized List<WriteAttempt> attempts() {
    return List.copyOf(attempts);
  }

  /** How many changes of a kind were applied. */
  public final synchronized long applied(Change change) {
    return table.applied(change);
  }

  /** What was prepared last. */
  public final synchronized Optional<Target> target() {
    return target;
  }

  /** How often {@link #close} was called. */
  public final synchronized int closes() {
    return closes;
  }

  // What the engine asks.

  @Override
  public final DestinationSpec toSpec() {
    return DestinationSpec.local(() -> this);
  }

  @Override
  public final LoaderTraits traits() {
    return traits;
  }

  @Override
  public final synchronized Optional<Schema> prepare(Target wanted) {
    stored.ifPresent(
        fields -> {
          for (String name : wanted.schema().names()) {
            if (fields.indexOf(name).isEmpty()) {
              throw new PermanentException("the destination has no field '" + name + "'");
            }
          }
        });
    target = Optional.of(wanted);
    return stored;
  }

  @Override
  public final List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    // Outside the lock: the test may wait here and look at the rows meanwhile.
    beforeWrite.accept(batch);
    synchronized (this) {
      writes++;
      breakdown.ifPresent(
          message -> {
            throw new PermanentException(message);
          });
      if (target.isEmpty()) {
        throw new IllegalStateException("call prepare before the first write");
      }
      return writeAll(WriteAttempt.of(batch, writes, context.attempt(), traits.maxBatch()));
    }
  }

  private List<WriteResult> writeAll(List<WriteAttempt> batch) {
    var failure = script.failureOf(writes);
    int reached = failure.map(f -> f.fault().reached(batch.size())).orElse(batch.size());
    var results = new ArrayList<WriteResult>();
    for (var attempt : batch.subList(0, reached)) {
      attempts.add(attempt);
      var scripted = script.answerTo(attempt);
      if (scripted.isEmpty() || scripted.get().applied()) {
        WriteResult real = table.apply(attempt);
        results.add(scripted.map(WriteScript.Answer::result).orElse(real));
      } else {
        results.add(scripted.get().result());
      }
    }
    if (failure.isPresent()) {
      throw failure.get().exception();
    }
    return List.copyOf(results);
  }

  /** From now on every write fails with this message, and so does {@link #check}. */
  public final synchronized RecordingLoader breakDown(String message) {
    breakdown = Optional.of(message);
    return this;
  }

  @Override
  public final synchronized Check check() {
    if (breakdown.isPresent()) {
      return Check.failed(breakdown.get());
    }
    return Check.passed("the table holds " + rows().size() + " rows");
  }

  @Override
  public final synchronized void close() {
    closes++;
  }

  private static final class LookingUp extends RecordingLoader implements LooksUp {

    private final Duration settle;

    LookingUp(Builder builder, Duration settle) {
      super(builder);
      this.settle = settle;
    }

    @Override
    public List<String> lookupFields() {
      return target().map(Target::keyFields).orElse(List.of());
    }

    @Override
    public List<List<DestinationRef>> lookup(List<Key> keys) {
      return find(lookupFields(), keys);
    }

    @Override
    public Duration settle() {
      return settle;
    }
  }

  /** Says what a loader promises. Not safe for use by several threads. */
  public static final class Builder {

    private int maxBatch = 100;
    private boolean upsert;
    private boolean idempotentCreate;
    private boolean ordered = true;
    private Duration requestDeadline = Duration.ofSeconds(1);
    private Optional<Schema> stored = Optional.empty();
    private Optional<Duration> settle = Optional.empty();

    private Builder() {}

    /** The same insert twice is one row, found by its business key. */
    public Builder upsert() {
      upsert = true;
      return this;
    }

    /** The same idempotency key twice is one row. */
    public Builder idempotentCreate() {
      idempotentCreate = true;
      return this;
    }

    /** A write may take effect after one that was called later. */
    public Builder unordered() {
      ordered = false;
      return this;
    }

    /** The largest batch; 100 unless set. */
    public Builder maxBatch(int changes) {
      maxBatch = changes;
      return this;
    }

    /** How long after its start a write can still take effect; a second unless set. */
    public Builder requestDeadline(Duration deadline) {
      requestDeadline = deadline;
      return this;
    }

    /** The only fields that the destination has; any field unless set. */
    public Builder fields(Schema fields) {
      stored = Optional.of(fields);
      return this;
    }

    /** The loader also is a {@link LooksUp}, which finds at once but claims this settle time. */
    public Builder looksUp(Duration settleTime) {
      settle = Optional.of(settleTime);
      return this;
    }

    /** The loader, without rows. */
    public RecordingLoader build() {
      return settle.isPresent() ? new LookingUp(this, settle.get()) : new RecordingLoader(this);
    }
  }
}
