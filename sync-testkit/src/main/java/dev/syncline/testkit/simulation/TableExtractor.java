package dev.syncline.testkit.simulation;

import dev.syncline.api.Check;
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
import dev.syncline.api.source.SourceTraits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;

/** Reads a {@link SourceTable} for one run. */
sealed class TableExtractor implements Extractor {
  private final SourceTable table;
  private final SourceTraits traits;
  private final Clock clock;
  private ReadingKind reading = ReadingKind.NONE;

  private TableExtractor(SourceTable table, SourceTraits traits, Clock clock) {
    this.table = table;
    this.traits = traits;
    this.clock = clock;
  }

  static TableExtractor of(SourceTable table, Setup setup, Clock clock) {
    SourceTraits traits = SourceTraits.NONE;
    if (setup.snapshot()) {
      traits = traits.withSnapshot();
    }
    if (setup.resumable()) {
      traits = traits.withResume();
    }
    if (setup.ordered()) {
      traits = traits.withOrder();
    }
    if (setup.readsByKey()) {
      return setup.rewinds()
          ? new RewindingByKey(table, traits, clock)
          : new ByKey(table, traits, clock);
    }
    return setup.rewinds()
        ? new Rewinding(table, traits, clock)
        : new TableExtractor(table, traits, clock);
  }

  /** What a run asked for. */
  enum ReadingKind {
    NONE,
    FULL,
    RESUMED,
    SINCE
  }

  ReadingKind reading() {
    return reading;
  }

  @Override
  public SourceTraits traits() {
    return traits;
  }

  @Override
  public Schema describe() {
    return SourceRow.SCHEMA;
  }

  @Override
  public Check check() {
    return Check.passed("simulated");
  }

  @Override
  public Extraction open(ExtractRequest request) {
    Cursor bound = new Cursor(1, clock.instant().toString());
    if (request instanceof ExtractRequest.Since since) {
      reading = ReadingKind.SINCE;
      Instant from = Instant.parse(since.cursor().token());
      var rows =
          table.copy().stream()
              .filter(entry -> !entry.getValue().updated().isBefore(from))
              .sorted(Comparator.comparing(entry -> entry.getValue().updated()))
              .toList();
      return new TableReading(rows.iterator(), since.limits(), bound, traits.ordered(), false);
    }
    if (request instanceof ExtractRequest.FullScan scan) {
      long after = scan.resume().map(TableReading::place).orElse(Long.MIN_VALUE);
      // What changed between the two parts of a scan lies behind the bound of its first part.
      bound = scan.resume().map(TableReading::bound).orElse(bound);
      if (scan.resume().isPresent()) {
        reading = ReadingKind.RESUMED;
      } else {
        reading = ReadingKind.FULL;
        table.beginScan();
      }
      List<Entry<Long, SourceRow>> copy =
          table.copy().stream().filter(entry -> entry.getKey() > after).toList();
      var rows = traits.snapshot() ? copy.iterator() : new TableReading.Live(table.places(), after);
      return new TableReading(rows, scan.limits(), bound, false, traits.resumable());
    }
    throw new PermanentException("the simulated source cannot be followed");
  }

  RecordBatch byKeys(List<Key> keys) {
    return RowBatch.of(
        SourceRow.SCHEMA,
        keys.stream()
            .map(key -> table.row(((Number) key.values().get(0)).longValue()).orElse(null))
            .filter(Objects::nonNull)
            .map(row -> SyncRecord.of(SourceRow.SCHEMA, row.values()))
            .toList());
  }

  private static Optional<Cursor> earlier(Cursor cursor, Duration by) {
    return Optional.of(new Cursor(1, Instant.parse(cursor.token()).minus(by).toString()));
  }

  @Override
  public void close() {}

  private static final class ByKey extends TableExtractor implements ReadsByKey {

    ByKey(SourceTable table, SourceTraits traits, Clock clock) {
      super(table, traits, clock);
    }

    @Override
    public RecordBatch read(List<Key> keys) {
      return byKeys(keys);
    }
  }

  private static final class Rewinding extends TableExtractor implements RewindsCursor {

    Rewinding(SourceTable table, SourceTraits traits, Clock clock) {
      super(table, traits, clock);
    }

    @Override
    public Optional<Cursor> rewind(Cursor cursor, Duration by) {
      return earlier(cursor, by);
    }
  }

  private static final class RewindingByKey extends TableExtractor
      implements ReadsByKey, RewindsCursor {

    RewindingByKey(SourceTable table, SourceTraits traits, Clock clock) {
      super(table, traits, clock);
    }

    @Override
    public RecordBatch read(List<Key> keys) {
      return byKeys(keys);
    }

    @Override
    public Optional<Cursor> rewind(Cursor cursor, Duration by) {
      return earlier(cursor, by);
    }
  }
}
