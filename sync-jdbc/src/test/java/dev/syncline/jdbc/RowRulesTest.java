package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.destination.WriteResult.Rejected;
import dev.syncline.api.destination.WriteResult.Written;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.Changes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a table refuses, row by row, and what it takes for granted; in every database. */
abstract class RowRulesTest {
  static final Schema PEOPLE =
      Schema.of(
          new Field("id", LogicalType.INTEGER, false, dev.syncline.api.record.Limits.NONE),
          Field.of("email", LogicalType.STRING));

  final TestDatabase database;

  RowRulesTest(TestDatabase database) {
    this.database = database;
  }

  @AfterEach
  void drop() {
    database.close();
  }

  final Loader loader(JdbcTable table, Schema schema, String... key) {
    Loader loader = table.toSpec().local().orElseThrow().get();
    loader.prepare(new Target(schema, List.of(key), true));
    return loader;
  }

  final JdbcTable table(String name) {
    return JdbcTable.of(database.pool().dataSource(), name);
  }

  static List<WriteResult> write(Loader loader, Changes changes) {
    return loader.write(changes.build(), new WriteContext("people", "run", 1));
  }

  static String reason(WriteResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return ((Rejected) result).reason();
  }

  /** One column of a type; the answer to a value in it. */
  private WriteResult put(String type, LogicalType logical, Object value) {
    database.execute(
        "DROP TABLE IF EXISTS one", "CREATE TABLE one (id INTEGER PRIMARY KEY, v " + type + ")");
    var schema = Schema.of(PEOPLE.field(0), Field.of("v", logical));
    var loader = loader(table("one"), schema, "id");
    return write(loader, Changes.of(schema).insert(Key.of(1L), 1L, value)).get(0);
  }

  final void refuses(String type, LogicalType logical, Object value, String... why) {
    assertThat(reason(put(type, logical, value)))
        .containsIgnoringCase("'v'")
        .contains(why)
        .doesNotContain("\n");
    assertThat(database.column("SELECT id FROM one")).isEmpty();
  }

  final void takes(String type, LogicalType logical, Object value) {
    assertThat(put(type, logical, value)).isInstanceOf(Written.class);
  }

  @Test
  void manyBadRowsCostOnlyThemselves() {
    database.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(40) NOT NULL UNIQUE)");
    var loader = loader(table("people"), PEOPLE, "id");
    var changes = Changes.of(PEOPLE);
    for (long id = 0; id < 200; id++) {
      // Every seventh has no email, every eleventh the one of its neighbour.
      @Nullable Object email = id % 7 == 3 ? null : "p" + (id % 11 == 5 ? id - 1 : id);
      changes.insert(Key.of(id), id, email);
    }

    var results = write(loader, changes);

    var kept = new ArrayList<String>();
    for (int id = 0; id < 200; id++) {
      if (results.get(id) instanceof Written) {
        kept.add(String.valueOf(id));
      } else {
        assertThat(reason(results.get(id)).toLowerCase()).containsAnyOf("email", "people");
        assertThat(id % 7 == 3 || id % 11 == 5).isTrue();
      }
    }
    assertThat(database.column("SELECT id FROM people ORDER BY id")).isEqualTo(kept);
    assertThat(kept).hasSizeGreaterThan(150).hasSizeLessThan(175);
  }

  @Test
  void rowsThatTradeAUniqueValueGoInTheirOrder() {
    database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(40) UNIQUE)");
    var loader = loader(table("people"), PEOPLE, "id");
    write(loader, Changes.of(PEOPLE).insert(Key.of(1L), 1L, "a"));

    var results =
        write(
            loader,
            Changes.of(PEOPLE)
                .delete(Key.of(1L), DestinationRef.of(1L))
                .insert(Key.of(2L), 2L, "a"));

    assertThat(results).allMatch(Written.class::isInstance);
    assertThat(database.column("SELECT id FROM people")).containsExactly("2");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    database.execute(
        "CREATE TABLE people (id INTEGER, email VARCHAR(40), no INTEGER PRIMARY KEY)",
        "INSERT INTO people VALUES (1, 'a', 10)",
        "INSERT INTO people VALUES (1, 'b', 11)");
    var loader = loader(table("people"), PEOPLE, "id");

    var results = write(loader, Changes.of(PEOPLE).insert(Key.of(1L), 1L, "c"));

    assertThat(reason(results.get(0))).contains("1", "2 rows");
    assertThat(((LooksUp) loader).lookup(List.of(Key.of(1L))).get(0)).hasSize(2);
    assertThat(database.column("SELECT email FROM people ORDER BY no")).containsExactly("a", "b");
  }

  @Test
  void aRowThatSomebodyElseMadeIsAdopted() {
    database.execute(
        "CREATE TABLE people (id INTEGER, email VARCHAR(40), no INTEGER PRIMARY KEY)",
        "INSERT INTO people VALUES (1, 'a', 10)");
    var loader = loader(table("people"), PEOPLE, "id");

    var results = write(loader, Changes.of(PEOPLE).insert(Key.of(1L), 1L, "c"));

    assertThat(results).containsExactly(Written.as(DestinationRef.of(10L)));
    assertThat(database.column("SELECT email FROM people")).containsExactly("c");
  }

  @Test
  void aMissingColumnNamesTheNearest() {
    database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, e_mail VARCHAR(40))");
    assertThatThrownBy(() -> loader(table("people"), PEOPLE, "id"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'email'")
        .hasMessageContainingAll("did you mean", "e_mail".substring(2));
  }

  @Test
  void aMissingTableNamesTheNearest() {
    database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(40))");
    assertThatThrownBy(() -> loader(table("poeple"), PEOPLE, "id"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'poeple' does not exist; did you mean");
  }

  @Test
  void aMissingTableIsMadeWithTypesThatLoseNothing() {
    var schema =
        Schema.of(
            Field.of("code", LogicalType.STRING),
            Field.of("amount", LogicalType.DECIMAL),
            Field.of("many", LogicalType.INTEGER),
            Field.of("seen", LogicalType.TIMESTAMP),
            Field.of("tags", LogicalType.LIST));
    var loader = loader(table("made").createIfMissing(), schema, "code");
    var values =
        new Object[] {
          "Ä😀",
          new BigDecimal("12345678901234567890.123456789"),
          Long.MAX_VALUE,
          Instant.parse("2024-01-01T00:00:00.123456Z"),
          List.of("x", Map.of("y", 1L))
        };

    var first = write(loader, Changes.of(schema).insert(Key.of("Ä😀"), values));
    var again = write(loader, Changes.of(schema).insert(Key.of("Ä😀"), values));

    assertThat(first).containsExactly(Written.as(DestinationRef.of("Ä😀"))).isEqualTo(again);
    assertThat(database.rows("made", Schema.of(schema.fields().subList(0, 4))))
        .singleElement()
        .satisfies(
            row -> {
              assertThat((BigDecimal) row.get("amount"))
                  .isEqualByComparingTo((BigDecimal) values[1]);
              assertThat(row.get("many")).isEqualTo(values[2]);
              assertThat(row.get("seen")).isEqualTo(values[3]);
            });
  }

  @Test
  void noTableIsMadeUnlessItMayBe() {
    var loader = table("made").createIfMissing().toSpec().local().orElseThrow().get();
    assertThatThrownBy(() -> loader.prepare(new Target(PEOPLE, List.of("id"), false)))
        .isInstanceOf(PermanentException.class);
  }

  @Test
  void noTableIsMadeWithoutAKey() {
    assertThatThrownBy(() -> loader(table("made").createIfMissing(), PEOPLE))
        .isInstanceOf(PermanentException.class)
        .hasMessageContainingAll("'made'", "name the key columns of the destination");
    // Had it been made, this would find it there.
    assertThatThrownBy(() -> loader(table("made"), PEOPLE, "id"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'made' does not exist");
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    refuses("SMALLINT", LogicalType.INTEGER, 40_000L, "-32768 to 32767");
    refuses("BIGINT", LogicalType.INTEGER, BigInteger.TWO.pow(70), "from");
    refuses("INTEGER", LogicalType.DECIMAL, new BigDecimal("1.5"), "fraction");
    refuses("DECIMAL(6,2)", LogicalType.DECIMAL, new BigDecimal("1.234"), "2 decimal digits");
    refuses("DECIMAL(6,2)", LogicalType.DECIMAL, new BigDecimal("12345.1"), "4 digits before");
    takes("DECIMAL(6,2)", LogicalType.DECIMAL, new BigDecimal("1234.500"));
    takes("INTEGER", LogicalType.DECIMAL, new BigDecimal("7.00"));
  }

  @Test
  void textsThatDoNotFitAreRefused() {
    refuses("VARCHAR(5)", LogicalType.STRING, "sechs!", "5 characters", "6");
    refuses("VARCHAR(5)", LogicalType.STRING, "a\uD83D", "half of a character");
    takes("VARCHAR(5)", LogicalType.STRING, "äöüß.");
    takes("VARCHAR(40)", LogicalType.INTEGER, 12L);
  }

  @Test
  void timesThatDoNotFitAreRefused() {
    var nanos = LocalDateTime.parse("2024-01-01T00:00:00.123456789");
    refuses("TIMESTAMP(3)", timestampOfTimestamp(), timestamp(nanos), "3 fractional digits");
    takes("TIMESTAMP(3)", timestampOfTimestamp(), timestamp(nanos.withNano(123_000_000)));
    refuses("DATE", LogicalType.LOCAL_TIMESTAMP, nanos, "date");
  }

  /** What the type TIMESTAMP means in this database. */
  LogicalType timestampOfTimestamp() {
    return LogicalType.LOCAL_TIMESTAMP;
  }

  private Object timestamp(LocalDateTime time) {
    return timestampOfTimestamp() == LogicalType.TIMESTAMP
        ? time.toInstant(java.time.ZoneOffset.UTC)
        : time;
  }
}
