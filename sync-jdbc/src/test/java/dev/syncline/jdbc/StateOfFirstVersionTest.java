package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state store that was written before schemas were remembered. */
class StateOfFirstVersionTest {
  private static final int NOTHING_REMEMBERED = Long.BYTES;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private Path file;

  /** Fills a store of today and takes away what has come since. */
  @BeforeEach
  void write() throws SQLException {
    file = folder.resolve("state.db");
    try (StateStore store = SqliteStateStore.at(file)) {
      StateEntries.fill(store);
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      byte[] body;
      try (var row = statement.executeQuery("SELECT progress FROM syncline_sync")) {
        body = row.getBytes(1);
      }
      byte[] first =
          ByteBuffer.allocate(body.length - NOTHING_REMEMBERED)
              .put(body, 0, body.length - NOTHING_REMEMBERED)
              .putLong(0, 1)
              .array();
      try (var update = connection.prepareStatement("UPDATE syncline_sync SET progress = ?")) {
        update.setBytes(1, first);
        update.executeUpdate();
      }
      statement.execute("ALTER TABLE syncline_run DROP COLUMN drift");
      statement.execute("ALTER TABLE syncline_record DROP COLUMN run_seq");
      statement.execute("ALTER TABLE syncline_segment DROP COLUMN run_seq");
      statement.execute("UPDATE syncline_meta SET val = '1' WHERE name = 'schema'");
    }
  }

  @Test
  void isReadAndGoneOnWith() {
    try (StateStore store = SqliteStateStore.at(file)) {
      var state = store.queries().state(StateEntries.SYNC);
      assertThat(state.progress().source()).isEmpty();
      assertThat(state.progress().cursor().orElseThrow().token()).isEqualTo("2026-01-01|17");
      assertThat(store.queries().runs(StateEntries.SYNC, 10))
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.drift()).isEmpty();
                assertThat(run.notices()).isEqualTo(StateEntries.RUN.notices());
              });
    }
    // Once brought up to date, it stays so.
    try (StateStore store = SqliteStateStore.at(file)) {
      assertThat(store.queries().syncs()).isEqualTo(List.of(StateEntries.SYNC));
    }
  }
}
