package dev.syncline.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbEveryTypeTest extends MariaDbEveryTypeContract {
  MariaDbEveryTypeTest() {
    super(TestDatabase.mariaDb());
  }

  @Test
  void isOnThePage() throws IOException, SQLException {
    requireOnPage();
  }
}
