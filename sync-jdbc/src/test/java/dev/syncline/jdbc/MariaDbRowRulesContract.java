package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.Changes;
import org.junit.jupiter.api.Test;

/** MariaDB and MySQL take the same rows. */
abstract class MariaDbRowRulesContract extends RowRulesTest {
  MariaDbRowRulesContract(TestDatabase database) {
    super(database);
  }

  @Override
  LogicalType timestampOfTimestamp() {
    return LogicalType.TIMESTAMP;
  }

  @Test
  void keysThatTheCollationTakesForTheSameAreNamed() {
    database.execute(
        "CREATE TABLE words (word VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY)");
    var schema = Schema.of(Field.of("word", LogicalType.STRING));
    var loader = loader(table("words"), schema, "word");
    write(loader, Changes.of(schema).insert(Key.of("abc"), "abc"));

    var results = write(loader, Changes.of(schema).insert(Key.of("ABC"), "ABC"));

    assertThat(reason(results.get(0))).contains("abc", "ABC", "same");
    assertThat(database.column("SELECT word FROM words")).containsExactly("abc");
  }

  /** The server of this test is not strict; the session must be. */
  @Test
  void theServerMayNotCut() {
    database.execute(
        "CREATE TABLE narrow (id INTEGER PRIMARY KEY, email VARCHAR(40) CHARACTER SET latin1)");
    var loader = loader(table("narrow"), PEOPLE, "id");

    var results =
        write(loader, Changes.of(PEOPLE).insert(Key.of(1L), 1L, "日本").insert(Key.of(2L), 2L, "ok"));

    assertThat(reason(results.get(0))).contains("email");
    assertThat(database.column("SELECT email FROM narrow")).containsExactly("ok");
  }
}
