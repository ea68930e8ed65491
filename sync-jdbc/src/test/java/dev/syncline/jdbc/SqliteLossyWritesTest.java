package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.definition.OnLossyWrite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SQLite keeps what it is given, whatever the column says; it only makes numbers of texts. */
class SqliteLossyWritesTest {
  private final LossyWritesContract writes = new LossyWritesContract(TestDatabase.sqlite()) {};

  @AfterEach
  void close() {
    writes.close();
  }

  @Test
  void aDeclaredLengthIsNoLimitBecauseTheDatabaseKeepsAll() {
    writes.rejects("VARCHAR(5)", "TEXT", "'abcdefgh'").arrived("1", "abcdefgh");
    writes.rejects("SMALLINT", "INTEGER", "40000").arrived("1", "40000");
  }

  @Test
  void aNumberThatWouldBeRoundedIsRejected() {
    var outcome =
        writes.rejects("DECIMAL(5,2)", "AMOUNT TEXT", "'0.125'", "'12345678901234567.89'");
    outcome.arrived("1", "0.125").rejected(2, "cannot hold the number exactly");
    assertThat(outcome.arrived()).hasSize(1);
  }

  @Test
  void aTextThatWouldBecomeANumberIsRejected() {
    writes.rejects("INTEGER", "TEXT", "'007'", "'7'").rejected(1, "would turn the text");
  }

  @Test
  void noNullIsForcedOnAColumn() {
    writes
        .rejects("TEXT NOT NULL", "TEXT", "'a'", "NULL")
        .arrived("1", "a")
        .rejected(2, "null does not fit into 'v'");
    writes.send(OnLossyWrite.COERCE, "TEXT NOT NULL", "TEXT", "NULL").rejected(1, "null");
  }
}
