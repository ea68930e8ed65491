package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The server is not strict and the driver does not make it so: it cuts what does not fit. */
abstract class MariaDbLossyWritesContract extends LossyWritesContract {
  MariaDbLossyWritesContract(TestDatabase crm) {
    super(crm);
  }

  @Override
  String timestamp(int digits) {
    return "DATETIME(" + digits + ")";
  }

  /** What the other tests are about: they would prove nothing over a strict server. */
  @Test
  void theServerReallyCuts() throws SQLException {
    crm.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, v VARCHAR(5), n TINYINT UNSIGNED)");
    try (var connection = crm.connect();
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO things VALUES (1, 'abcdefgh', 300)");
    }
    assertThat(crm.column("SELECT CONCAT(v, ' ', n) FROM things")).containsExactly("abcde 255");
  }

  @Test
  void unsignedNumbersHaveRangesOfTheirOwn() {
    var outcome = rejects("TINYINT UNSIGNED", "INTEGER", "255", "256", "-1", "0");
    outcome.arrived("1", "255").arrived("4", "0");
    outcome.rejected(2, "from 0 to 255", "'256'").rejected(3, "from 0 to 255", "'-1'");
    rejects("BIGINT UNSIGNED", "AMOUNT TEXT", "'18446744073709551615'", "'18446744073709551616'")
        .arrived("1", "18446744073709551615")
        .rejected(2, "18446744073709551615", "'18446744073709551616'");
    rejects("MEDIUMINT", "INTEGER", "8388607", "8388608")
        .arrived("1", "8388607")
        .rejected(2, "'8388608'");
  }

  /** Two digits would become 2005 without a word. */
  @Test
  void aYearIsNotGuessed() {
    rejects("YEAR", "INTEGER", "2024", "5").rejected(2, "1901 to 2155");
    assertThat(crm.column("SELECT v + 0 FROM things")).containsExactly("2024");
  }

  /** TEXT and its sisters are bounded in bytes, VARCHAR in characters. */
  @Test
  void aTextIsAsLongAsTheDatabaseCounts() {
    rejects("VARCHAR(3)", "TEXT", "'ab😀'", "'abc😀'")
        .arrived("1", "ab😀")
        .rejected(2, "3 characters", "has 4");
    String full = "€".repeat(85);
    rejects("TINYTEXT", "TEXT", "'" + full + "'", "'" + full + "€'")
        .arrived("1", full)
        .rejected(2, "255 bytes", "has 258");
    rejects("TINYTEXT CHARACTER SET latin1", "TEXT", "'" + "é".repeat(255) + "'")
        .arrived("1", "é".repeat(255));
  }
}
