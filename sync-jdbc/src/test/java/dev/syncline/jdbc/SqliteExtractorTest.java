package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.LogicalType;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqliteExtractorTest extends JdbcExtractorContract {
  SqliteExtractorTest() {
    super(writeAhead(TestDatabase.sqlite()), LogicalType.INTEGER);
  }

  /**
   * As applications set up a file that others read while they write; we leave the mode as it is.
   */
  private static TestDatabase writeAhead(TestDatabase database) {
    try (var connection = DriverManager.getConnection(database.url());
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readingDoesNotChangeTheFile() throws SQLException, IOException {
    Path file = Files.createTempFile("source", ".db");
    String url = "jdbc:sqlite:" + file;
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)");
      statement.execute("INSERT INTO customers VALUES (1, 'Ada')");
    }
    byte[] before = Files.readAllBytes(file);
    try (JdbcPool pool = JdbcConnection.url(url).open();
        Extractor extractor =
            JdbcSource.table(pool.dataSource(), "customers")
                .key("id")
                .toSpec()
                .local()
                .orElseThrow()
                .get();
        Extraction reading =
            extractor.open(
                new ExtractRequest.FullScan(Optional.empty(), new BatchLimits(10, 1000)))) {
      assertThat(reading.next(Duration.ofSeconds(1))).isInstanceOf(Poll.Batch.class);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    Files.delete(file);
  }

  /** SQLite stores nothing else. */
  @Override
  protected Set<LogicalType> types() {
    return EnumSet.of(
        LogicalType.BOOLEAN,
        LogicalType.INTEGER,
        LogicalType.FLOAT,
        LogicalType.STRING,
        LogicalType.BYTES);
  }
}
