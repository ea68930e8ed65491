package dev.syncline.smartsuite.extract;

import dev.syncline.api.Check;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.SourceTraits;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.extract.TableShape.Shaped;
import dev.syncline.smartsuite.records.DeletedRecords;
import dev.syncline.smartsuite.records.RecordList;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.schema.Table;
import dev.syncline.smartsuite.schema.Workspace;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table. Changes are asked for by day, because the API's filters know no times, and then
 * compared with the cursor to the microsecond; one day more is asked for, because nobody says in
 * which zone the API's days begin.
 */
public final class SmartSuiteExtractor
    implements Extractor, ReadsByKey, RewindsCursor, CancelsReading {
  private static final int FORM = 1;

  private final Supplier<SmartSuiteClient> connection;
  private final SourceOptions options;
  private final Cancellation cancellation = new Cancellation();
  private @Nullable Table table;
  private @Nullable TableShape shape;

  /**
   * An extractor that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   */
  public SmartSuiteExtractor(Supplier<SmartSuiteClient> connection, SourceOptions options) {
    this.connection = connection;
    this.options = options;
  }

  private TableShape shape() {
    TableShape known = shape;
    if (known == null) {
      Table found = new Workspace(connection.get()).table(options.table());
      known = new TableShape(found, options);
      table = found;
      shape = known;
    }
    return known;
  }

  @Override
  public SourceTraits traits() {
    return options.deleted() ? SourceTraits.NONE.withTombstones() : SourceTraits.NONE;
  }

  @Override
  public Schema describe() {
    return shape().schema();
  }

  @Override
  public Check check() {
    SmartSuiteClient client = connection.get();
    return client.check(() -> new Workspace(client).table(options.table()));
  }

  @Override
  public Extraction open(ExtractRequest request) {
    if (request instanceof ExtractRequest.Since since) {
      if (!options.changes()) {
        throw new PermanentException("this table has no cursor: say 'cursor: last_updated'");
      }
      return open(since, Optional.of(time(since.cursor())));
    }
    if (request instanceof ExtractRequest.FullScan scan && scan.resume().isEmpty()) {
      return open(scan, Optional.empty());
    }
    throw new PermanentException("a table can be read from its start or since a cursor only");
  }

  private Extraction open(ExtractRequest request, Optional<Instant> since) {
    SmartSuiteClient client = connection.get();
    // Before anything is read: what comes later belongs to the next reading.
    Instant began = client.api().clock().instant();
    TableShape known = shape();
    Table read = Objects.requireNonNull(table, "the shape knows its table");
    RecordList list = RecordList.of(client, read.id());
    if (read.field("autonumber").isEmpty()) {
      list = list.sorted("first_created");
    }
    if (options.labels()) {
      list = list.hydrated();
    }
    Optional<Map<String, Object>> filter = DayFilter.of(options.filter(), since);
    if (filter.isPresent()) {
      list = list.filtered(filter.get());
    }
    Optional<DeletedRecords> deleted =
        options.deleted() && since.isPresent()
            ? Optional.of(new DeletedRecords(client, read))
            : Optional.empty();
    return new TableExtraction(
        list.walk(cancellation),
        known,
        new ChangeTimes(options.changes(), since, began, options.lag()),
        deleted,
        since.isEmpty(),
        request.limits());
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    return read(keys, options.filter());
  }

  @Override
  public Optional<RecordBatch> readBeyondFilter(List<Key> keys) {
    return options.filter().map(filter -> read(keys, Optional.empty()));
  }

  /** Records of one batch share a schema; where their values have several types, texts are read. */
  private RecordBatch read(List<Key> keys, Optional<Map<String, Object>> filter) {
    if (!options.key().equals(List.of("id"))) {
      throw new PermanentException("records are read by their 'id' only, not by " + options.key());
    }
    TableShape known = shape();
    Table read = Objects.requireNonNull(table, "the shape knows its table");
    var records = new Records(connection.get(), read.id());
    List<String> ids = keys.stream().map(key -> String.valueOf(key.values().get(0))).toList();
    var rows = new ArrayList<Shaped>();
    records.byId(ids, filter).forEach(record -> rows.add(known.shape(record)));
    return OneSchema.of(rows, known.schema());
  }

  @Override
  public Optional<Cursor> rewind(Cursor cursor, Duration by) {
    return Optional.of(cursor(time(cursor).minus(by)));
  }

  /** A point in time as a cursor. */
  static Cursor cursor(Instant time) {
    return new Cursor(FORM, time.toString());
  }

  private static Instant time(Cursor cursor) {
    try {
      if (cursor.form() == FORM) {
        return Instant.parse(cursor.token());
      }
    } catch (DateTimeException e) {
      throw new CursorRefusedException("the stored cursor is no time", e);
    }
    throw new CursorRefusedException(
        "the stored cursor has the form " + cursor.form() + ", which this version cannot read");
  }

  @Override
  public void cancelReading() {
    cancellation.cancel();
  }

  /** The client belongs to the engine. */
  @Override
  public void close() {}
}
