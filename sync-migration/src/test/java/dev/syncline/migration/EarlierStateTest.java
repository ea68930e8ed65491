package dev.syncline.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierStateTest {
  private static final Schema CUSTOMERS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  @TempDir Path folder;

  /** As the earlier system makes it. */
  static Path stateFile(Path folder, String... rows) throws SQLException {
    Path file = folder.resolve("sync_state.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement()) {
      sql.execute(
          "CREATE TABLE sync_runs (id INTEGER PRIMARY KEY AUTOINCREMENT, sync_name TEXT NOT NULL,"
              + " started_at TIMESTAMP, completed_at TIMESTAMP, status TEXT, records_processed"
              + " INTEGER DEFAULT 0, records_created INTEGER DEFAULT 0, records_updated INTEGER"
              + " DEFAULT 0, records_skipped INTEGER DEFAULT 0, error_message TEXT)");
      sql.execute(
          "CREATE TABLE record_mappings (id INTEGER PRIMARY KEY AUTOINCREMENT, sync_name TEXT NOT"
              + " NULL, source_id TEXT NOT NULL, smartsuite_record_id TEXT NOT NULL, data_hash"
              + " TEXT, created_at TIMESTAMP, updated_at TIMESTAMP, UNIQUE(sync_name, source_id))");
      sql.execute(
          "CREATE TABLE sync_metadata (sync_name TEXT PRIMARY KEY, last_sync_time TIMESTAMP,"
              + " last_successful_run TIMESTAMP)");
      for (String row : rows) {
        sql.execute("INSERT INTO " + row);
      }
    }
    return file;
  }

  private static SyncDefinition sync(ListSource source, RecordingLoader loader) {
    return SyncDefinition.builder("customers")
        .source(source)
        .destination(loader)
        .accept(Risk.EPHEMERAL_STATE)
        .accept(Risk.AT_LEAST_ONCE)
        .build();
  }

  @Test
  void theEngineKnowsWhereTheRecordsAreWhateverTypeTheirKeysHave() throws SQLException {
    var source = ListSource.of(CUSTOMERS, "id");
    source.add(1L, "Ada").add(3L, "Cy");
    String into =
        "record_mappings (sync_name, source_id, smartsuite_record_id) VALUES ('the customers', ";
    Path file =
        stateFile(
            folder,
            into + "'1', '65f0000000000000000000a1')",
            into + "'2', '65f0000000000000000000a2')",
            into + "'x', '65f0000000000000000000a3')",
            into + "'4', '')",
            into.replace("the customers", "orders") + "'3', '65f0000000000000000000a4')");
    try (SyncEngine engine =
            SyncEngine.builder().stateStore(InMemoryStateStore.create(Clock.systemUTC())).build();
        EarlierState state = EarlierState.open(file)) {
      SyncDefinition sync = sync(source, RecordingLoader.builder().build());

      var adoption = state.adopt(engine, sync, "the customers");

      assertThat(adoption.adopted()).isEqualTo(2);
      assertThat(adoption.unreadable()).isEqualTo(1);
      assertThat(engine.explain(sync, Key.of(1L)).toString())
          .contains("written as [\"65f0000000000000000000a1\"]")
          .contains("found there first");
      assertThat(engine.explain(sync, Key.of(3L)).toString()).doesNotContain("written as");
      assertThat(state.adopt(engine, sync, "the customers").known()).isEqualTo(2);
    }
  }

  @Test
  void whatItKnewIsTold() throws SQLException {
    Path file =
        stateFile(
            folder,
            "record_mappings (sync_name, source_id, smartsuite_record_id) VALUES ('c', '1', 'x')",
            "sync_runs (sync_name, completed_at, status, records_processed, records_created)"
                + " VALUES ('c', '2025-01-01 10:00:00', 'completed', 10, 7)",
            "sync_runs (sync_name, status, records_processed, error_message) VALUES ('c',"
                + " 'failed', 0, 'boom')",
            "sync_metadata VALUES ('c', '2025-01-01 10:00:00', '2025-01-01 10:00:00')");
    try (EarlierState state = EarlierState.open(file)) {
      assertThat(state.known())
          .containsExactly(
              new EarlierState.Known("c", 1, 2, 1, 3, Optional.of("2025-01-01 10:00:00")));
    }
  }

  @Test
  void theFileIsOnlyRead() throws Exception {
    Path file = stateFile(folder);
    byte[] before = Files.readAllBytes(file);
    try (EarlierState state = EarlierState.open(file)) {
      assertThat(state.known()).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactly("sync_state.db");
  }

  @Test
  void anotherFileIsRefused() throws Exception {
    assertThatThrownBy(() -> EarlierState.open(folder.resolve("none.db")))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("there is no state file");
    assertThat(folder.resolve("none.db")).doesNotExist();
    Path text = Files.writeString(folder.resolve("text.db"), "this is no database at all, is it?");
    assertThatThrownBy(() -> EarlierState.open(text))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("is no state file of the earlier system");
  }
}
