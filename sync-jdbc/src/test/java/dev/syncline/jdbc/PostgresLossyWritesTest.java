package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresLossyWritesTest extends LossyWritesContract {
  PostgresLossyWritesTest() {
    super(TestDatabase.postgres());
  }

  @Test
  void aTextIsAsLongAsTheDatabaseCounts() {
    var outcome = rejects("VARCHAR(3)", "TEXT", "'ab😀'", "'abc😀'");
    outcome.arrived("1", "ab😀").rejected(2, "3 characters", "has 4");
    assertThat(outcome.arrived()).hasSize(1);
  }

  /** PostgreSQL cuts what does not fit when it is told to cast, without a word. */
  @Test
  void bitsOfNumbersAreNotLost() {
    rejects("BIGINT", "AMOUNT TEXT", "'9223372036854775807'", "'9223372036854775808'")
        .arrived("1", "9223372036854775807")
        .rejected(2, "9223372036854775808");
  }
}
