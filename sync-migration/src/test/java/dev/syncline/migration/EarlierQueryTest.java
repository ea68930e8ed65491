package dev.syncline.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierQueryTest {

  private static EarlierQuery query(String sql) {
    return EarlierQuery.of(sql).orElseThrow();
  }

  @Test
  void whoAsksWhetherThereIsALastTimeKeepsTheQuery() {
    assertThat(
            query(
                    "SELECT * FROM t WHERE updated_at >= :last_sync_time OR :last_sync_time IS NULL"
                        + " ORDER BY updated_at ASC")
                .sql())
        .isEqualTo(
            "SELECT * FROM t WHERE updated_at >= :cursor OR :cursor IS NULL ORDER BY updated_at"
                + " ASC");
    assertThat(
            query("SELECT * FROM t WHERE (:last_sync_time) IS NULL OR u > :last_sync_time").sql())
        .isEqualTo("SELECT * FROM t WHERE (:cursor) IS NULL OR u > :cursor");
    assertThat(query("SELECT 1 WHERE u >= COALESCE(:last_sync_time, '1970-01-01')").sql())
        .isEqualTo("SELECT 1 WHERE u >= COALESCE(:cursor, '1970-01-01')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WHERE updated_at >= :last_sync_time|WHERE (updated_at >= :cursor OR :cursor IS NULL)",
        "WHERE a=1 AND c.`upd` > :last_sync_time ORDER BY 1|"
            + "WHERE a=1 AND (c.`upd` > :cursor OR :cursor IS NULL) ORDER BY 1",
        "WHERE DATE(u) >= :last_sync_time|WHERE (DATE(u) >= :cursor OR :cursor IS NULL)",
        "WHERE :last_sync_time <= u|WHERE (:cursor <= u OR :cursor IS NULL)",
        "WHERE a > :last_sync_time OR b > :last_sync_time|"
            + "WHERE (a > :cursor OR :cursor IS NULL) OR (b > :cursor OR :cursor IS NULL)"
      })
  void whoDoesNotReadsEverythingAllTheSame(String given, String wanted) {
    var query = query("SELECT * FROM customers c " + given);
    assertThat(query.sql()).isEqualTo("SELECT * FROM customers c " + wanted);
    assertThat(query.sinceLast()).isTrue();
    assertThat(query.changes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t WHERE u BETWEEN :last_sync_time AND NOW()",
        "SELECT * FROM t WHERE TIMESTAMPDIFF(SECOND, :last_sync_time, u) > 0"
      })
  void whatNobodyCanTellIsRefused(String sql) {
    assertThat(EarlierQuery.of(sql)).isEmpty();
  }

  @Test
  void textsAndCommentsAreLeftAlone() {
    String sql =
        "SELECT ':last_sync_time', \"it's :last_sync_time\" -- :last_sync_time\n"
            + "/* u >= :last_sync_time */ # :last_sync_time\nFROM t WHERE x = 'a\\':last_sync_time'";
    assertThat(query(sql)).isEqualTo(new EarlierQuery(sql, false, false, java.util.List.of()));
  }

  @Test
  void aLimitGoesWithTheLastTimeAndElseForbidsDeletes() {
    var paged = query("SELECT * FROM t WHERE u > :last_sync_time ORDER BY u LIMIT 1000");
    assertThat(paged.sql())
        .isEqualTo("SELECT * FROM t WHERE (u > :cursor OR :cursor IS NULL) ORDER BY u");
    assertThat(paged.limited()).isFalse();
    assertThat(query("SELECT * FROM t ORDER BY u DESC LIMIT 100, 50;").limited()).isTrue();
    assertThat(query("SELECT (SELECT x FROM y LIMIT 1) FROM t").limited()).isFalse();
  }
}
