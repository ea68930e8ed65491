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
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that cannot be trusted is refused, and never replaced by an empty one. */
class DamagedStateTest {
  private static final int PAGE = 4096;
  private static final String HOW_TO_RECOVER =
      "It was left as it is. Restore it from a backup; without one";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aStore() {
    file = folder.resolve("state.db");
    try (StateStore store = SqliteStateStore.at(file)) {
      assertThat(store.check().ok()).isTrue();
    }
  }

  private void damage(int from, int count) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Arrays.fill(whole, from, from + count, (byte) 0xA5);
    Files.write(file, whole);
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
    assertRefused("state.db", "not an SQLite database", HOW_TO_RECOVER);
    assertThat(file).content().startsWith("not a database");
  }

  @Test
  void aDamagedHeader() throws IOException {
    damage(0, 60);
    byte[] damaged = Files.readAllBytes(file);
    assertRefused("state.db", "damaged", HOW_TO_RECOVER);
    assertThat(file).hasBinaryContent(damaged);
  }

  @Test
  void aDamagedPageThatNothingHasMetYet() throws IOException {
    long pages = Files.size(file) / PAGE;
    int found = 0;
    for (int page = 1; page < pages; page++) {
      byte[] whole = Files.readAllBytes(file);
      damage(page * PAGE, PAGE);
      try (StateStore store = SqliteStateStore.at(file)) {
        found += store.check().ok() ? 0 : 1;
        assertThat(store.check().message()).contains("state.db", "damaged");
      }
      Files.write(file, whole);
    }
    assertThat(found).isEqualTo((int) pages - 1).isPositive();
  }

  @Test
  void aFileThatWasEmptied() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("state.db' is empty", "restore a backup");
    assertThat(file).isEmptyFile();
  }

  @Test
  void anEmptyFileWhoseLogIsThere() throws IOException {
    Files.write(file, new byte[0]);
    Files.writeString(Path.of(file + "-wal"), "all that is left");
    assertRefused("state.db' is empty", "state.db-wal' is there");
    assertThat(Path.of(file + "-wal")).hasContent("all that is left");
  }

  @Test
  void aFileThatIsGoneWhileItsLogIsThere() throws IOException {
    Files.delete(file);
    Files.writeString(Path.of(file + "-wal"), "all that is left");
    assertRefused("state.db' is gone", "state.db-wal' is there");
    assertThat(Path.of(file + "-wal")).hasContent("all that is left");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileWhoseMakerWasKilledIsMadeAgain() throws IOException {
    Files.write(file, new byte[0]);
    Files.createFile(Path.of(file + "-new"));
    try (StateStore store = SqliteStateStore.at(file)) {
      assertThat(store.check().ok()).isTrue();
    }
    assertThat(Path.of(file + "-new")).doesNotExist();
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 4_500));
    assertRefused("state.db", "damaged", HOW_TO_RECOVER);
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
