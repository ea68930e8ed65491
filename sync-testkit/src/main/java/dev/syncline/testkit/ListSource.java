package dev.syncline.testkit;

import dev.syncline.api.Check;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.source.SourceTraits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A source in memory: a list of records that a test changes as it likes, also in the middle of a
 * scan, and whose readings fail, stop short or wait when the test says so.
 *
 * <p>One object is the system and its extractor, and the source of a definition: {@code
 * SyncDefinition.builder("customers").source(listSource)}. It promises what its builder was told
 * and no more. {@link #close} ends a run; the rows stay for the next one.
 *
 * <p><b>Threading.</b> Safe for use by several threads: a test may change rows while an engine
 * reads.
 *
 * <p><b>Errors.</b> Opening a reading while the one before is open is an {@link
 * IllegalStateException}, so that a run which forgets to close is found.
 */
public sealed class ListSource implements Extractor, RewindsCursor, Source {

  private static final Object NO_KEY = new Object();

  private final Schema schema;
  private final List<String> key;
  private final Optional<String> cursor;
  private final SourceTraits traits;
  private final TreeMap<Long, SyncRecord> rows = new TreeMap<>();
  private final Deque<Interruption> interruptions = new ArrayDeque<>();
  private final List<Cursor> acknowledged = new ArrayList<>();
  private long nextPlace;
  private int opened;
  private int open;
  private int closes;
  private volatile IntConsumer beforeBatch = batch -> {};

  private ListSource(Builder builder) {
    this.schema = builder.schema;
    this.key = List.copyOf(builder.key);
    this.cursor = builder.cursor;
    this.traits = builder.traits;
  }

  /** A builder of a source whose records all have this schema. */
  public static Builder builder(Schema schema) {
    return new Builder(schema);
  }

  /** An empty source that promises nothing. */
  public static ListSource of(Schema schema, String... key) {
    return builder(schema).key(key).build();
  }

  // What a test does to the source.

  /** Adds a record at the end, also if there is one with its key. */
  public final synchronized ListSource add(@Nullable Object... values) {
    return add(SyncRecord.of(schema, values));
  }

  /** Adds a record at the end, also if there is one with its key. */
  public final synchronized ListSource add(SyncRecord record) {
    rows.put(nextPlace++, checked(record));
    return this;
  }

  /** Puts a record in the place of the one with its key, or at the end. */
  public final synchronized ListSource put(SyncRecord record) {
    Key wanted = keyOf(checked(record));
    for (var entry : rows.entrySet()) {
      if (keyOf(entry.getValue()).equals(wanted)) {
        entry.setValue(record);
        return this;
      }
    }
    return add(record);
  }

  /** Removes every record with this key; says whether there was one. */
  public final synchronized boolean remove(Key wanted) {
    return rows.values().removeIf(record -> keyOf(record).equals(wanted));
  }

  /** Removes every record. */
  public final synchronized void clear() {
    rows.clear();
  }

  /** A copy of the records, in order. */
  public final synchronized List<SyncRecord> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * Lets a reading fail. Each call of this, {@link #stopAfter} and {@link #endIncomplete} concerns
   * one reading: the first call the next one that is opened, the second the one after it.
   *
   * @param batches how many batches are yielded before
   * @param failure what is thrown then
   */
  public final synchronized ListSource failAfter(int batches, RuntimeException failure) {
    interruptions.add(new Interruption(batches, Optional.of(failure)));
    return this;
  }

  /** Lets a reading end early, after some batches, saying that it is not complete. */
  public final synchronized ListSource stopAfter(int batches) {
    interruptions.add(new Interruption(batches, Optional.empty()));
    return this;
  }

  /** Lets a reading yield everything, and yet say that it is not complete. */
  public final synchronized ListSource endIncomplete() {
    return stopAfter(Integer.MAX_VALUE);
  }

  /**
   * Calls this before every batch of every reading, with the number of batches that the reading has
   * yielded; on the thread that reads, which may be made to wait or to fail.
   */
  public final ListSource beforeBatch(IntConsumer action) {
    beforeBatch = action;
    return this;
  }

  // What a test asks.

  /** How many readings were opened. */
  public final synchronized int opened() {
    return opened;
  }

  /** How many readings are open now. */
  public final synchronized int open() {
    return open;
  }

  /** How often {@link #close} was called. */
  public final synchronized int closes() {
    return closes;
  }

  /** The cursors that were acknowledged, in order. */
  public final synchronized List<Cursor> acknowledged() {
    return List.copyOf(acknowledged);
  }

  // What the engine asks.

  @Override
  public final SourceSpec toSpec() {
    var config = ComponentConfig.of(Map.of("key", key));
    return new SourceSpec(
        "local",
        cursor.map(field -> config.with("cursor", field)).orElse(config),
        Optional.of(() -> this));
  }

  @Override
  public final SourceTraits traits() {
    return traits;
  }

  @Override
  public final Schema describe() {
    return schema;
  }

  @Override
  public final Check check() {
    return Check.passed("the list holds " + rows().size() + " records");
  }

  @Override
  public final synchronized Extraction open(ExtractRequest request) {
    if (open > 0) {
      throw new IllegalStateException("close the reading before; only then open another");
    }
    var extraction =
        new ListExtraction(this, request.limits(), ListReading.of(this, request), interruption());
    open++;
    opened++;
    return extraction;
  }

  private Interruption interruption() {
    Interruption next = interruptions.poll();
    return next == null ? Interruption.NONE : next;
  }

  @Override
  public final Optional<Cursor> rewind(Cursor from, Duration by) {
    return CursorValues.rewind(from, by);
  }

  @Override
  public final synchronized void close() {
    closes++;
  }

  // What a reading needs.

  final TreeMap<Long, SyncRecord> places() {
    return rows;
  }

  final String cursorField() {
    return cursor.orElseThrow(
        () -> new PermanentException("the list source has no cursor field; read all of it"));
  }

  final boolean hasCursor() {
    return cursor.isPresent();
  }

  final void announceBatch(int yielded) {
    beforeBatch.accept(yielded);
  }

  final synchronized void acknowledge(Cursor durable) {
    acknowledged.add(durable);
  }

  final synchronized void extractionClosed() {
    open--;
  }

  private SyncRecord checked(SyncRecord record) {
    if (!record.schema().equals(schema)) {
      throw new IllegalArgumentException("the record has not the schema " + schema);
    }
    return record;
  }

  private Key keyOf(SyncRecord record) {
    // A record without a key is one of the things that an engine has to live with.
    return new Key(
        key.stream().map(field -> Optional.ofNullable(record.get(field)).orElse(NO_KEY)).toList());
  }

  private synchronized RecordBatch byKeys(List<Key> keys) {
    var wanted = new HashSet<>(keys);
    return RowBatch.of(
        schema, rows.values().stream().filter(record -> wanted.contains(keyOf(record))).toList());
  }

  /**
   * What interrupts a reading.
   *
   * @param batches after how many batches
   * @param failure what is thrown; empty if the reading just ends
   */
  record Interruption(int batches, Optional<RuntimeException> failure) {

    static final Interruption NONE = new Interruption(-1, Optional.empty());
  }

  private static final class ByKey extends ListSource implements ReadsByKey {

    ByKey(Builder builder) {
      super(builder);
    }

    @Override
    public RecordBatch read(List<Key> keys) {
      return super.byKeys(keys);
    }
  }

  /** Says what a source promises. Not safe for use by several threads. */
  public static final class Builder {

    private final Schema schema;
    private List<String> key = List.of();
    private Optional<String> cursor = Optional.empty();
    private SourceTraits traits = SourceTraits.NONE;
    private boolean readsByKey;

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /** The fields of the business key. */
    public Builder key(String... fields) {
      key = List.of(fields);
      fields(key);
      return this;
    }

    /**
     * The field that readings since a cursor go by: an integer, a text or a timestamp with or
     * without a zone. Timestamps can be rewound.
     */
    public Builder cursor(String field) {
      fields(List.of(field));
      cursor = Optional.of(field);
      return this;
    }

    /** Readings since a cursor come in the order of the cursor, with a cursor at every batch. */
    public Builder ordered() {
      traits = traits.withOrder();
      return this;
    }

    /** A full scan can be resumed after every batch. */
    public Builder resumable() {
      traits = traits.withResume();
      return this;
    }

    /** A reading sees the rows as they were when it was opened; without it, as they are. */
    public Builder snapshot() {
      traits = traits.withSnapshot();
      return this;
    }

    /** Promises tombstones; a test adds them as records of the operation DELETE. */
    public Builder tombstones() {
      traits = traits.withTombstones();
      return this;
    }

    /** The source also is a {@link ReadsByKey}. */
    public Builder readsByKey() {
      readsByKey = true;
      return this;
    }

    /** The source, without rows. */
    public ListSource build() {
      if (traits.ordered() && cursor.isEmpty()) {
        throw new IllegalArgumentException("'ordered' needs a 'cursor' to be ordered by");
      }
      return readsByKey ? new ByKey(this) : new ListSource(this);
    }

    private void fields(List<String> names) {
      for (String name : names) {
        if (schema.indexOf(name).isEmpty()) {
          throw new IllegalArgumentException("the schema has no field '" + name + "'");
        }
      }
    }
  }
}
