package dev.syncline.jdbc.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The source: customers and their orders in an SQLite file, and what people do to them. */
final class Shop {
  private static final String ITEM = "'item ' || number || ' of round ' || ";

  private final Path file;
  private final int customers;
  private final int orders;
  private int round;

  Shop(Path file, int customers, int orders) throws SQLException {
    this.file = file;
    this.customers = customers;
    this.orders = orders;
    run("PRAGMA journal_mode = WAL");
    run("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT)");
    run(
        "CREATE TABLE orders (number TEXT PRIMARY KEY, customer INTEGER, item TEXT,"
            + " amount INTEGER, first_item TEXT)");
    addCustomers(1, customers);
    addOrders("o", orders, 1, customers);
  }

  Path file() {
    return file;
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  /**
   * A working day: a quarter of the orders is changed, half of those that were changed yesterday
   * get their first value back, new ones come, some go (among them half of yesterday's new ones),
   * and some customers come and go with all their orders.
   */
  void change() throws SQLException {
    round++;
    int few = Math.max(2, orders / 50);
    try (Connection database = DriverManager.getConnection(url());
        Statement sql = database.createStatement()) {
      database.setAutoCommit(false);
      sql.executeUpdate(
          "UPDATE orders SET item = first_item WHERE item <> first_item AND rowid % 2 = 0");
      sql.executeUpdate(
          "UPDATE orders SET item = " + ITEM + round + " WHERE rowid % 4 = " + round % 4);
      sql.executeUpdate(
          "UPDATE orders SET amount = amount + 1 WHERE rowid % 50 = " + (round * 7) % 50);
      sql.executeUpdate(
          "UPDATE customers SET email = 'round"
              + round
              + "@example.org' WHERE id % 5 = "
              + round % 5);
      sql.executeUpdate(
          "DELETE FROM orders WHERE number LIKE 'n" + (round - 1) + "-%' AND rowid % 2 = 1");
      sql.executeUpdate("DELETE FROM orders WHERE rowid % 97 = " + (round * 13) % 97);
      sql.executeUpdate("DELETE FROM orders WHERE customer = " + round);
      sql.executeUpdate("DELETE FROM customers WHERE id = " + round);
      database.commit();
    }
    int newcomer = customers + round;
    addCustomers(newcomer, 1);
    addOrders("n" + round + "-", few, newcomer, 1);
  }

  private void addCustomers(int from, int count) throws SQLException {
    insert(
        "INSERT INTO customers VALUES (?, ?, ?)",
        count,
        (row, i) -> {
          row.setInt(1, from + i);
          row.setString(2, "Customer " + (from + i));
          row.setString(3, "c" + (from + i) + "@example.org");
        });
  }

  private void addOrders(String prefix, int count, int firstCustomer, int theirCustomers)
      throws SQLException {
    insert(
        "INSERT INTO orders VALUES (?, ?, ?, ?, ?)",
        count,
        (row, i) -> {
          row.setString(1, prefix + i);
          row.setInt(2, firstCustomer + i % theirCustomers);
          row.setString(3, "item of " + prefix + i);
          row.setInt(4, i % 100);
          row.setString(5, "item of " + prefix + i);
        });
  }

  private interface Row {
    void bind(PreparedStatement row, int number) throws SQLException;
  }

  private void insert(String sql, int count, Row values) throws SQLException {
    try (Connection database = DriverManager.getConnection(url());
        PreparedStatement row = database.prepareStatement(sql)) {
      database.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        values.bind(row, i);
        row.addBatch();
      }
      row.executeBatch();
      database.commit();
    }
  }

  void run(String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection(url());
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What the destination must hold: the values of the customers by number. */
  Map<String, String> customers() throws SQLException {
    return rows("SELECT id, name || '|' || email FROM customers");
  }

  /** What the destination must hold: the values of the orders by number. */
  Map<String, String> orders() throws SQLException {
    return rows("SELECT number, customer || '|' || item || '|' || amount FROM orders");
  }

  private Map<String, String> rows(String query) throws SQLException {
    try (Connection database = DriverManager.getConnection(url());
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      var rows = new TreeMap<String, String>();
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
      return rows;
    }
  }
}
