package dev.syncline.testkit;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Extractor;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Extractor} must keep. Extend it and say how a source is made, changed and read;
 * every test below then runs against your extractor. A test of something that the extractor's
 * {@link dev.syncline.api.source.SourceTraits} or the hooks do not promise is skipped, with the
 * reason.
 *
 * <p>Every record has an {@code id} (INTEGER, the business key) and a {@code name} (STRING); where
 * {@link #cursorType} names a type also {@code changed}, which the extractor must use as its
 * cursor; some tests add one field per type of {@link #types}, named {@code a_boolean}, {@code
 * a_integer} …
 */
public abstract class ExtractorContract {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private final List<Extractor> extractors = new ArrayList<>();

  /**
   * Makes a source that holds these fields and rows and nothing else; it takes the place of the one
   * before, if a test calls this again.
   */
  protected abstract void create(Schema schema, List<SyncRecord> rows);

  /** Adds a row to the source, or changes the one with its {@code id}. */
  protected abstract void put(SyncRecord row);

  /**
   * Removes the row with this {@code id} from the source. A source that promises tombstones yields
   * it as a deleted record from then on.
   */
  protected abstract void remove(Key key);

  /** A new extractor of the source, as a new process would make it; the contract closes it. */
  protected abstract Extractor extractor();

  /**
   * A new extractor of a source that is not there: a missing table, a server that does not answer.
   * Empty if there can be no such thing.
   */
  protected abstract Optional<Extractor> brokenExtractor();

  /**
   * The type of the field {@code changed}, by which {@link #extractor} reads since a cursor:
   * INTEGER, TIMESTAMP or LOCAL_TIMESTAMP; empty if it cannot.
   */
  protected abstract Optional<LogicalType> cursorType();

  /** The types that the source can hold; all but OBJECT and LIST unless overridden. */
  protected Set<LogicalType> types() {
    return EnumSet.complementOf(EnumSet.of(LogicalType.OBJECT, LogicalType.LIST));
  }

  /** Values of a type that must come through exactly; {@link TestRecords#samples}. */
  protected List<Object> samples(LogicalType type) {
    return TestRecords.samples(type);
  }

  /** Whether a record may lack a field, as a JSON document may; not so unless overridden. */
  protected boolean absentFields() {
    return false;
  }

  /** Whether {@link #put} works while a reading is open; so unless overridden. */
  protected boolean changesWhileReading() {
    return true;
  }

  /**
   * The cursor value of a step. Later steps have greater values; what {@link #put} writes with a
   * step that no row had when a reading was opened must lie behind that reading's upper bound. One
   * step is one second unless overridden.
   */
  protected Object cursorValue(int step) {
    return switch (cursorType().orElseThrow()) {
      case INTEGER -> 1_000L + step;
      case TIMESTAMP -> START.plusSeconds(step);
      case LOCAL_TIMESTAMP -> LocalDateTime.ofInstant(START.plusSeconds(step), ZoneOffset.UTC);
      default ->
          throw new IllegalStateException(
              "override cursorValue for a cursor of type " + cursorType().orElseThrow());
    };
  }

  @AfterEach
  final void closeExtractors() {
    extractors.forEach(Extractor::close);
  }

  final Extractor opened() {
    return closing(extractor());
  }

  final Extractor closing(Extractor extractor) {
    extractors.add(extractor);
    return extractor;
  }

  final Schema schema(Field... more) {
    var fields = new ArrayList<>(TestRecords.PEOPLE.fields());
    cursorType().ifPresent(type -> fields.add(Field.of("changed", type)));
    fields.addAll(List.of(more));
    return Schema.of(fields);
  }

  /** A row of {@link #schema()}; its step is its id. */
  final SyncRecord row(long id) {
    return row(id, "name-" + id, (int) id);
  }

  final SyncRecord row(long id, String name, int step) {
    return cursorType().isPresent()
        ? SyncRecord.of(schema(), id, name, cursorValue(step))
        : SyncRecord.of(schema(), id, name);
  }

  final List<SyncRecord> rows(long first, long last) {
    var rows = new ArrayList<SyncRecord>();
    for (long id = first; id <= last; id++) {
      rows.add(row(id));
    }
    return rows;
  }

  /** Full scans. */
  @Nested
  @DisplayName("A full scan")
  class FullScan extends ExtractorScanTests {
    FullScan() {
      super(ExtractorContract.this);
    }
  }

  /** Values. */
  @Nested
  @DisplayName("Values")
  class Values extends ExtractorValueTests {
    Values() {
      super(ExtractorContract.this);
    }
  }

  /** Resumed scans. */
  @Nested
  @DisplayName("A scan that is resumed")
  class Resume extends ExtractorResumeTests {
    Resume() {
      super(ExtractorContract.this);
    }
  }

  /** Readings since a cursor. */
  @Nested
  @DisplayName("A reading since a cursor")
  class Since extends ExtractorCursorTests {
    Since() {
      super(ExtractorContract.this);
    }
  }

  /** Readings that never end. */
  @Nested
  @DisplayName("A reading without end")
  class Follow extends ExtractorFollowTests {
    Follow() {
      super(ExtractorContract.this);
    }
  }

  /** Readings by key. */
  @Nested
  @DisplayName("Reading by key")
  class ByKey extends ExtractorByKeyTests {
    ByKey() {
      super(ExtractorContract.this);
    }
  }

  /** Opening and closing. */
  @Nested
  @DisplayName("An extractor")
  class Lifecycle extends ExtractorLifecycleTests {
    Lifecycle() {
      super(ExtractorContract.this);
    }
  }
}
