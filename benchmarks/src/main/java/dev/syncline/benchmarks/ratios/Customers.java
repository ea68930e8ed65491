package dev.syncline.benchmarks.ratios;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The table that is read, with twelve columns, and what happens to it between two jobs. */
final class Customers {
  static final String SOURCE = "customer";
  static final String DESTINATION = "customer_copy";
  static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "email",
          "phone",
          "street",
          "city",
          "zip",
          "country",
          "status",
          "balance",
          "active",
          "updated_at");
  static final String[] TEXTS = {
    "name", "email", "phone", "street", "city", "zip", "country", "status"
  };
  private static final int GONE = 1_000;
  private static final int CHANGED_OF = 1_000;

  private final Site site;
  private final long rows;

  Customers(Site site, long rows) {
    this.site = site;
    this.rows = rows;
  }

  /** Makes and fills the source. */
  void fill() throws SQLException {
    try (Connection connection = site.openSource()) {
      run(connection, "DROP TABLE IF EXISTS customer");
      run(connection, site.from().create(SOURCE));
      run(connection, site.from().fill(rows));
    }
    settle();
  }

  /** Makes the destination anew. */
  void emptyDestination() throws SQLException {
    try (Connection connection = site.openDestination()) {
      run(connection, "DROP TABLE IF EXISTS customer_copy");
      run(connection, site.to().create(DESTINATION));
    }
    settle();
  }

  /** Nobody pays for the disk writes of the job before. */
  void settle() throws SQLException {
    try (Connection source = site.openSource();
        Connection destination = site.openDestination()) {
      for (String sql : site.from().settleSource()) {
        run(source, sql);
      }
      for (String sql : site.to().settleDestination()) {
        run(destination, sql);
      }
    }
  }

  /** Changes one row of a thousand. */
  void change(int round) throws SQLException {
    execute(
        "UPDATE customer SET city = 'Changed in round " + round + "' WHERE id % ? = 0", CHANGED_OF);
  }

  /** Makes it possible to find what changed without reading the table. */
  void indexChanges() throws SQLException {
    try (Connection connection = site.openSource()) {
      run(connection, "CREATE INDEX customer_changes ON customer (updated_at)");
    }
    settle();
  }

  /** Changes a thousand rows, or one of a hundred if there are fewer, and says when. */
  void changeLately(int round) throws SQLException {
    execute(
        "UPDATE customer SET city = 'Changed lately in round "
            + round
            + "', updated_at = "
            + site.from().now()
            + " WHERE id % ? = 0",
        oneOf());
  }

  private long oneOf() {
    return Math.max(100, rows / GONE);
  }

  /** Deletes a thousand rows, or one of a hundred if there are fewer than that. */
  void delete() throws SQLException {
    try (Connection connection = site.openSource()) {
      run(connection, "DROP TABLE IF EXISTS customer_gone");
      run(
          connection,
          "CREATE TABLE customer_gone AS SELECT * FROM customer WHERE id % " + oneOf() + " = 7");
      run(connection, "DELETE FROM customer WHERE id IN (SELECT id FROM customer_gone)");
    }
    settle();
  }

  /** Takes the deletes back. */
  void restore() throws SQLException {
    try (Connection connection = site.openSource()) {
      run(connection, "INSERT INTO customer SELECT * FROM customer_gone");
    }
  }

  private void execute(String sql, long parameter) throws SQLException {
    try (Connection connection = site.openSource();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, parameter);
      statement.executeUpdate();
    }
    settle();
  }

  /** What the destination holds, as one number for each column that tells them apart. */
  static String fingerprint(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT COUNT(*), SUM(id), SUM(LENGTH(name) + LENGTH(city) + LENGTH(email)), SUM("
                    + "CASE WHEN city LIKE 'Changed%' THEN id ELSE 0 END) FROM "
                    + table)) {
      row.next();
      return row.getString(1)
          + '/'
          + row.getString(2)
          + '/'
          + row.getString(3)
          + '/'
          + row.getString(4);
    }
  }

  /**
   * Makes sure that the job was done.
   *
   * @throws IllegalStateException if source and destination differ
   */
  void requireSame(String job) throws SQLException {
    try (Connection source = site.openSource();
        Connection destination = site.openDestination()) {
      String wanted = fingerprint(source, SOURCE);
      String found = fingerprint(destination, DESTINATION);
      if (!wanted.equals(found)) {
        throw new IllegalStateException(
            job + " left the destination different: " + found + " and not " + wanted);
      }
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
