package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.ExtractRequest.FullScan;
import dev.syncline.api.source.ExtractRequest.Since;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Queries as sources, in every database. */
abstract class QueriesTest {
  /** More than the heap of the tests holds. */
  private static final int WIDE_ROWS = 6_000;

  private static final BatchLimits LIMITS = new BatchLimits(100, 5_000_000);

  private final TestDatabase database;

  QueriesTest(TestDatabase database) {
    this.database = database;
  }

  /** A query that makes {@code rows} rows of the columns {@code id} and 100,000 letters. */
  abstract String wideRows(int rows);

  /** A query that does not end by itself, and has the column {@code id}. */
  abstract String endless();

  @BeforeEach
  void people() {
    database.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), version INTEGER)",
        "INSERT INTO people VALUES (1, 'ann', 10)",
        "INSERT INTO people VALUES (2, 'bob', 20)",
        "INSERT INTO people VALUES (3, 'cem', 20)",
        "INSERT INTO people VALUES (4, 'dot', NULL)");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private JdbcSource query(String sql) {
    return JdbcSource.query(database.pool().dataSource(), sql);
  }

  private static Extractor open(JdbcSource source) {
    return source.toSpec().local().orElseThrow().get();
  }

  private record Rows(List<Object> first, Poll.End end) {}

  private static Rows read(Extractor extractor, Optional<Cursor> since) {
    var request =
        since.isPresent() ? new Since(since.get(), LIMITS) : new FullScan(Optional.empty(), LIMITS);
    var first = new ArrayList<Object>();
    try (var extraction = extractor.open(request)) {
      while (true) {
        Poll poll = extraction.next(Duration.ofSeconds(1));
        if (poll instanceof Poll.End end) {
          return new Rows(first, end);
        }
        var records = ((Poll.Batch) poll).records();
        for (int i = 0; i < records.size(); i++) {
          first.add(String.valueOf(records.value(i, 0)));
        }
      }
    }
  }

  private static List<Object> scan(JdbcSource source) {
    return read(open(source), Optional.empty()).first();
  }

  @Test
  void namedParametersAreBound() {
    assertThat(
            scan(
                query("SELECT id FROM people WHERE name = :name OR version < :most ; ")
                    .parameter("name", "cem")
                    .parameter("most", 15)))
        .containsExactlyInAnyOrder("1", "3");
  }

  @Test
  void aParameterWithoutAValueNamesTheNearest() {
    var source = query("SELECT id FROM people WHERE name = :nmae").parameter("name", "x");
    assertThatThrownBy(() -> scan(source))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("':nmae'")
        .hasMessageContaining("'name'");
  }

  @Test
  void aQueryWithACommentAtItsEndCanGoByACursor() {
    var source = query("SELECT * FROM people -- all of them").key(id()).cursor(version());
    var full = read(open(source), Optional.empty());
    assertThat(full.first()).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(full.end().nextCursor()).contains(new Cursor(1, "i:20"));

    var next = read(open(source), full.end().nextCursor());

    assertThat(next.first()).containsExactlyInAnyOrder("2", "3", "4");
    assertThat(next.end().notices())
        .singleElement()
        .asString()
        .startsWith("1 record has no cursor");
  }

  @Test
  void aQueryMayUseTheCursorItself() {
    var source =
        query("SELECT * FROM people WHERE version >= COALESCE(CAST(:cursor AS DECIMAL), 0)")
            .key(id())
            .cursor(version());
    assertThat(open(source).traits().ordered()).isFalse();
    var full = read(open(source), Optional.empty());
    assertThat(full.first()).containsExactlyInAnyOrder("1", "2", "3");

    assertThat(read(open(source), full.end().nextCursor()).first())
        .containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void aCursorOfAnotherTypeIsRefused() {
    var extractor = open(query("SELECT * FROM people").cursor(version()));
    for (String token : List.of("s:abc", "z:2024-01-01T00:00:00Z")) {
      assertThatThrownBy(() -> read(extractor, Optional.of(new Cursor(1, token))))
          .isInstanceOf(CursorRefusedException.class)
          .hasMessageContaining("only a full scan can tell what changed");
    }
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    var source = query("SELECT a.id, b.id FROM people a JOIN people b ON a.id = b.id");
    assertThatThrownBy(() -> scan(source))
        .isInstanceOf(PermanentException.class)
        .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase("id"));
  }

  @Test
  void aMissingKeyOrCursorColumnNamesTheNearest() {
    assertThatThrownBy(() -> scan(query("SELECT * FROM people").key("idd")))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("the key column 'idd' is not in the source; did you mean '" + id());
    assertThatThrownBy(() -> scan(query("SELECT * FROM people").key(id()).cursor("versoin")))
        .hasMessageContaining("the cursor column 'versoin'")
        .hasMessageContaining("did you mean '" + version());
  }

  @Test
  void aMissingTableNamesTheNearest() {
    var source = JdbcSource.table(database.pool().dataSource(), "poeple");
    assertThatThrownBy(() -> scan(source))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'poeple' does not exist; did you mean");
  }

  @Test
  void aWrongQueryIsOneSentence() {
    assertThatThrownBy(() -> scan(query("SELEC * FROM people")))
        .isInstanceOf(PermanentException.class)
        .hasMessageStartingWith("the query cannot be read: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void rowsAreStreamed() {
    var extractor = open(query(wideRows(WIDE_ROWS)).fetchSize(50));
    long rows = 0;
    try (var extraction =
        extractor.open(new FullScan(Optional.empty(), new BatchLimits(1_000, 10_000_000)))) {
      while (extraction.next(Duration.ofSeconds(1)) instanceof Poll.Batch batch) {
        rows += batch.records().size();
        assertThat(batch.records().size()).isLessThanOrEqualTo(100);
      }
      assertThat(extraction.metrics().bytesRead()).isGreaterThan(Runtime.getRuntime().maxMemory());
    }
    assertThat(rows).isEqualTo(WIDE_ROWS);
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aQueryThatDoesNotEndIsCancelledFromAnotherThread() throws InterruptedException {
    var extractor = open(query(endless()).key(id()));
    var thrown = new AtomicReference<@Nullable Throwable>();
    var reading =
        new Thread(
            () -> {
              try (var extraction = extractor.open(new FullScan(Optional.empty(), LIMITS))) {
                extraction.next(Duration.ofSeconds(1));
              } catch (SyncException e) {
                thrown.set(e);
              }
            });
    reading.start();
    while (reading.isAlive()) {
      // As the engine does, again and again: a cancel may come before the query has begun.
      ((CancelsReading) extractor).cancelReading();
      reading.join(50);
    }
    assertThat(thrown.get()).isNotNull();
    // The connection is none the worse for it.
    assertThat(open(query("SELECT id, name FROM people").key(id())).check().ok()).isTrue();
  }

  /** As the database spells it. */
  String id() {
    return "id";
  }

  /** As the database spells it. */
  String version() {
    return "version";
  }
}
