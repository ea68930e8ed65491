package dev.syncline.smartsuite.crash;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The source: customers and their orders in an SQLite file, and what people do to them. */
final class Shop {
  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";

  /** One of so many orders is put away in a round. */
  private static final int AWAY = Integer.getInteger("crash.away", 41);

  private final Path file;
  private final int customers;
  private int round;

  Shop(Path file, int customers, int orders) throws SQLException {
    this.file = file;
    this.customers = customers;
    run(
        "PRAGMA journal_mode = WAL",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE orders (code TEXT PRIMARY KEY, customer INTEGER, amount TEXT)",
        "CREATE TABLE gone (code TEXT PRIMARY KEY, customer INTEGER, amount TEXT)",
        NUMBERS + customers + ") INSERT INTO customers SELECT i, 'Customer ' || i FROM n",
        NUMBERS
            + orders
            + ") INSERT INTO orders SELECT 'o' || i, 1 + i % "
            + customers
            + ", i || '.50' FROM n");
  }

  /** A working day: some orders change or go, some come, and so does a customer. */
  void change() throws SQLException {
    round++;
    int newcomer = customers + round;
    run(
        "UPDATE orders SET amount = '" + round + ".' || rowid WHERE rowid % 7 = " + round % 7,
        "UPDATE customers SET name = name || '*' WHERE id % 9 = " + round % 9,
        "DELETE FROM orders WHERE rowid % 89 = " + (round * 13) % 89,
        "INSERT INTO customers VALUES (" + newcomer + ", 'Newcomer " + round + "')",
        NUMBERS
            + "40) INSERT INTO orders SELECT 'n"
            + round
            + "-' || i, CASE i % 2 WHEN 0 THEN "
            + newcomer
            + " ELSE 2 END, i || '.10' FROM n");
  }

  /** A holiday: some orders go. */
  void putAway() throws SQLException {
    round++;
    String some = " FROM orders WHERE rowid % " + AWAY + " = " + round % AWAY;
    run("INSERT INTO gone SELECT code, customer, amount" + some, "DELETE" + some);
  }

  /** They are there again, and somebody has changed them. */
  void bringBack() throws SQLException {
    run("INSERT INTO orders SELECT code, customer, amount || '0' FROM gone", "DELETE FROM gone");
  }

  private void run(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What must be there: names by number. */
  Map<String, String> customers() throws SQLException {
    return rows("SELECT id, name FROM customers");
  }

  /** What must be there: customer and amount by code. */
  Map<String, String> orders() throws SQLException {
    return rows("SELECT code, customer || '|' || amount FROM orders");
  }

  private Map<String, String> rows(String query) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      var rows = new TreeMap<String, String>();
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
      return rows;
    }
  }
}
