package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class H2LossyWritesTest extends LossyWritesContract {
  H2LossyWritesTest() {
    super(TestDatabase.h2());
  }

  /** H2 counts as Java does: a character beyond U+FFFF is two. */
  @Test
  void aTextIsAsLongAsTheDatabaseCounts() {
    var outcome = rejects("VARCHAR(3)", "TEXT", "'a😀'", "'ab😀'");
    outcome.arrived("1", "a😀").rejected(2, "3 UTF-16 units", "has 4");
    assertThat(outcome.arrived()).hasSize(1);
  }
}
