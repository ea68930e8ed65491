package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that cannot be trusted is refused, and never replaced by an empty one. */
class DamagedStateTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aStore() {
    file = folder.resolve("state.db");
    try (StateStore store = SqliteStateStore.at(file)) {
      assertThat(store.check().ok()).isTrue();
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertRefused(String... why) {
    try (StateStore store = SqliteStateStore.at(file)) {
      assertThat(store.check().ok()).isFalse();
      assertThatThrownBy(() -> store.queries().syncs())
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll(why);
    }
  }

  @Test
  void aFileThatIsNoDatabase() throws IOException {
    Files.deleteIfExists(Path.of(file + "-wal"));
    Files.writeString(file, "not a database at all, whatever the name says ".repeat(200));
    assertRefused("state.db", "not an SQLite database");
    assertThat(file).content().startsWith("not a database");
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, 4_500));
    assertRefused("state.db");
    assertThat(file).hasSize(4_500);
  }

  @Test
  void aNewerSchema() throws SQLException {
    run("UPDATE syncline_meta SET val = '99' WHERE name = 'schema'");
    assertRefused("state.db", "newer version of Syncline", "99");
  }

  @Test
  void recordsWithoutAVersion() throws SQLException {
    run("DROP TABLE syncline_meta");
    assertRefused("state.db", "damaged");
  }

  @Test
  void aMissingFolderIsNamed() {
    file = folder.resolve("no").resolve("state.db");
    assertRefused("the folder", "does not exist");
  }
}
