package dev.syncline.jdbc.crash;

import dev.syncline.jdbc.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two tables in a database, whose rows get ids from it. No index keeps a record from coming twice:
 * only the engine does.
 */
final class JdbcPlace implements Place {
  private final String url;
  private final Runnable drop;

  private JdbcPlace(String url, String id, Runnable drop) throws SQLException {
    this.url = url;
    this.drop = drop;
    run("CREATE TABLE customers (" + id + ", number BIGINT, name VARCHAR(100), email VARCHAR(99))");
    run(
        "CREATE TABLE orders ("
            + id
            + ", number VARCHAR(40), customer BIGINT, item VARCHAR(100), amount BIGINT)");
    run("CREATE INDEX customers_by_number ON customers (number)");
    run("CREATE INDEX orders_by_number ON orders (number)");
  }

  static JdbcPlace sqlite(Path file) throws SQLException {
    return new JdbcPlace("jdbc:sqlite:" + file, "id INTEGER PRIMARY KEY AUTOINCREMENT", () -> {});
  }

  static JdbcPlace postgres() throws SQLException {
    String schema = Servers.postgresSchema();
    return postgres(
        Servers.postgresUrl() + "&currentSchema=" + schema,
        () -> Servers.dropPostgresSchema(schema));
  }

  static JdbcPlace postgres(String url, Runnable drop) throws SQLException {
    return new JdbcPlace(url, "id BIGSERIAL PRIMARY KEY", drop);
  }

  static JdbcPlace mariaDb() throws SQLException {
    String database = Servers.mariaDbDatabase();
    return new JdbcPlace(
        Servers.mariaDbUrl("jdbc:mariadb:", database),
        "id BIGINT AUTO_INCREMENT PRIMARY KEY",
        () -> Servers.dropMariaDbDatabase(database));
  }

  @Override
  public String url() {
    return url;
  }

  private void run(String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public Map<String, List<String>> customers() throws SQLException {
    return rows("SELECT number, name, email FROM customers");
  }

  @Override
  public Map<String, List<String>> orders() throws SQLException {
    return rows(
        "SELECT o.number, c.number, o.item, o.amount FROM orders o"
            + " LEFT JOIN customers c ON c.id = o.customer");
  }

  private Map<String, List<String>> rows(String query) throws SQLException {
    try (Connection database = DriverManager.getConnection(url);
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      int columns = row.getMetaData().getColumnCount();
      var rows = new TreeMap<String, List<String>>();
      while (row.next()) {
        var values = new ArrayList<String>();
        for (int i = 2; i <= columns; i++) {
          values.add(row.getString(i));
        }
        rows.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
            .add(String.join("|", values));
      }
      return rows;
    }
  }

  @Override
  public void close() {
    drop.run();
  }
}
