package dev.syncline.examples.mysqlsmartsuite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Customers and their orders, as a small shop has them. */
final class DemoShop {
  static final int CUSTOMERS = 200;
  static final int ORDERS = 500;

  private DemoShop() {}

  /** The tables, and what is in them. */
  static void fill(EmbeddedDatabase database) throws SQLException {
    database.run(
        "DROP TABLE IF EXISTS orders",
        "DROP TABLE IF EXISTS customers",
        "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(200) NOT NULL, email"
            + " VARCHAR(200), credit DECIMAL(20, 6), vip TINYINT(1) NOT NULL, born DATE,"
            + " updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE"
            + " CURRENT_TIMESTAMP)",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, status VARCHAR(20),"
            + " total DECIMAL(20, 2), placed_at DATETIME, updated_at TIMESTAMP NOT NULL DEFAULT"
            + " CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)");
    try (Connection connection = database.open()) {
      connection.setAutoCommit(false);
      customers(connection);
      orders(connection);
      connection.commit();
    }
  }

  private static void customers(Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "INSERT INTO customers (id, name, email, credit, vip, born) VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int id = 1; id <= CUSTOMERS; id++) {
        sql.setInt(1, id);
        // The blanks are part of the name: nobody asked to take them away.
        sql.setString(2, id % 10 == 0 ? " Zoë " + id + " " : "Customer " + id);
        sql.setString(3, id % 7 == 0 ? null : "customer" + id + "@example.org");
        sql.setBigDecimal(
            4,
            id % 5 == 0
                ? null
                : new java.math.BigDecimal("12345678.900001")
                    .add(java.math.BigDecimal.valueOf(id)));
        sql.setBoolean(5, id % 20 == 0);
        sql.setString(6, "19" + (50 + id % 50) + "-02-0" + (1 + id % 9));
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  private static void orders(Connection connection) throws SQLException {
    String[] statuses = {"new", "paid", "shipped"};
    try (PreparedStatement sql =
        connection.prepareStatement(
            "INSERT INTO orders (id, customer_id, status, total, placed_at) VALUES (?, ?, ?, ?, ?)")) {
      for (int id = 1; id <= ORDERS; id++) {
        sql.setInt(1, id);
        sql.setInt(2, 1 + id % CUSTOMERS);
        sql.setString(3, statuses[id % statuses.length]);
        sql.setBigDecimal(4, java.math.BigDecimal.valueOf(1_000L + id * 37L, 2));
        sql.setString(5, "2025-0" + (1 + id % 9) + "-11 10:20:30");
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  /** What people do in a shop; the last one is a date that is none. */
  static void change(EmbeddedDatabase database) throws SQLException {
    database.run(
        "UPDATE customers SET email = 'new@example.org' WHERE id = 3",
        "DELETE FROM orders WHERE id = 7",
        "INSERT INTO orders (id, customer_id, status, total, placed_at) VALUES"
            + " (501, 3, 'new', 19.90, '2025-10-01 08:00:00')",
        "UPDATE orders SET placed_at = '0000-00-00 00:00:00' WHERE id = 9");
  }
}
