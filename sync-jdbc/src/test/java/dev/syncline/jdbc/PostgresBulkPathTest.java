package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.destination.WriteResult.Rejected;
import dev.syncline.api.destination.WriteResult.Written;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.Changes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many inserts together: COPY, as long as the table allows it. */
class PostgresBulkPathTest {
  private static final int MANY = 3_000;
  private static final Schema PEOPLE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("email", LogicalType.STRING));
  private static final List<String> ODD =
      List.of("a\tb", "a\nb\r", "\\N", "back\\slash", "\\.", "'\"", "grüße 👍 \u0001", "");

  private final TestDatabase database = TestDatabase.postgres();

  /** Counts statements: COPY is one, whatever the number of its rows. */
  @BeforeEach
  void makeTable() {
    database.execute(
        "CREATE TABLE people (id BIGINT PRIMARY KEY, email TEXT NOT NULL)",
        "CREATE TABLE statements (n INT)",
        "CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO statements VALUES (1); RETURN NULL; END'",
        "CREATE TRIGGER counted AFTER INSERT ON people FOR EACH STATEMENT"
            + " EXECUTE FUNCTION count_statement()");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private Loader loader() {
    Loader loader =
        JdbcTable.of(database.pool().dataSource(), "people").toSpec().local().orElseThrow().get();
    loader.prepare(new Target(PEOPLE, List.of("id"), true));
    return loader;
  }

  private static List<WriteResult> insert(Loader loader, int from, int to, Emails emails) {
    var changes = Changes.of(PEOPLE);
    for (long id = from; id < to; id++) {
      changes.insert(Key.of(id), id, emails.of((int) id));
    }
    return loader.write(changes.build(), new WriteContext("people", "run", 1));
  }

  @Test
  void manyInsertsAreOneStatement() {
    List<WriteResult> results = insert(loader(), 0, MANY, id -> "p" + id);
    assertThat(results).hasSize(MANY).allMatch(Written.class::isInstance);
    assertThat(database.column("SELECT COUNT(*) FROM people")).containsExactly("" + MANY);
    assertThat(database.column("SELECT COUNT(*) FROM statements")).containsExactly("1");
  }

  @Test
  void rowsThatAreThereAlreadyAreUpdated() {
    Loader loader = loader();
    insert(loader, 0, MANY / 2, id -> "old" + id);
    assertThat(insert(loader, MANY / 3, MANY, id -> "new" + id))
        .allMatch(Written.class::isInstance);
    assertThat(database.column("SELECT COUNT(*) FROM people WHERE email = 'new' || id"))
        .containsExactly("" + (MANY - MANY / 3));
    assertThat(database.column("SELECT COUNT(*) FROM people")).containsExactly("" + MANY);
    // What failed was rolled back: one straight, and one by way of a work table.
    assertThat(database.column("SELECT COUNT(*) FROM statements")).containsExactly("2");
  }

  @Test
  void oneBadRowCostsOnlyItself() {
    List<WriteResult> results = insert(loader(), 0, MANY, id -> id == MANY / 2 ? null : "p" + id);
    assertThat(results.get(MANY / 2)).isInstanceOf(Rejected.class);
    assertThat(results.stream().filter(Written.class::isInstance)).hasSize(MANY - 1);
    assertThat(database.column("SELECT COUNT(*) FROM people")).containsExactly("" + (MANY - 1));
    assertThat(database.column("SELECT COUNT(*) FROM people WHERE id = " + MANY / 2))
        .containsExactly("0");
  }

  @Test
  void textsComeBackLetterByLetter() {
    insert(loader(), 0, MANY, id -> ODD.get(id % ODD.size()));
    assertThat(
            database.column("SELECT email FROM people WHERE id < " + ODD.size() + " ORDER BY id"))
        .isEqualTo(ODD);
    assertThat(database.column("SELECT COUNT(DISTINCT email) FROM people"))
        .containsExactly("" + ODD.size());
  }

  @FunctionalInterface
  private interface Emails {
    @Nullable String of(int id);
  }
}
