package dev.syncline.jdbc;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Extractor;
import dev.syncline.testkit.ExtractorContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The contract of extractors, on a table with a cursor column. */
abstract class JdbcExtractorContract extends ExtractorContract {
  private final LogicalType cursor;
  private final TestDatabase database;
  private Schema fields = Schema.of();

  JdbcExtractorContract(TestDatabase database, LogicalType cursor) {
    this.database = database;
    this.cursor = cursor;
  }

  @Override
  protected void create(Schema schema, List<SyncRecord> rows) {
    fields = schema;
    database.create(
        "people", schema, List.of("id"), ", PRIMARY KEY (" + database.quote("id") + ")");
    database.insert("people", schema, rows);
  }

  @Override
  protected void put(SyncRecord row) {
    remove(Key.of(String.valueOf(row.get("id"))));
    database.insert("people", fields, List.of(row));
  }

  @Override
  protected void remove(Key key) {
    database.execute(
        "DELETE FROM "
            + database.quote("people")
            + " WHERE "
            + database.quote("id")
            + " = "
            + key.values().get(0));
  }

  @Override
  protected Extractor extractor() {
    return extractor("people");
  }

  @Override
  protected Optional<Extractor> brokenExtractor() {
    return Optional.of(extractor("no_such_table"));
  }

  private Extractor extractor(String table) {
    return JdbcSource.table(database.pool().dataSource(), table)
        .key("id")
        .cursor("changed")
        .fetchSize(5)
        .toSpec()
        .local()
        .orElseThrow()
        .get();
  }

  @Override
  protected Optional<LogicalType> cursorType() {
    return Optional.of(cursor);
  }

  @AfterEach
  void drop() {
    database.close();
  }
}
