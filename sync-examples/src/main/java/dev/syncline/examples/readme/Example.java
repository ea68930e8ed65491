package dev.syncline.examples.readme;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Keeps the contacts of one database true to the customers of another. */
public final class Example {
  static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(JdbcSource.table("shop", "customers").key("id"))
          .validate(v -> v.required("email"))
          .map(m -> m.field("id", "customer_id").field("name", "title").fields("email"))
          .destination(JdbcTable.of("crm", "contacts").createIfMissing())
          .build();

  /** Runs it once; again, and nothing is written. */
  public static void main(String[] args) throws SQLException {
    openShop();
    try (SyncEngine engine =
        SyncEngine.builder()
            .connection("shop", JdbcConnection.url("jdbc:sqlite:shop.db"))
            .connection("crm", JdbcConnection.url("jdbc:sqlite:crm.db"))
            .stateStore(SqliteStateStore.at(Path.of("sync-state.db")))
            .build()) {
      System.out.println(engine.run(CUSTOMERS));
    }
  }

  /** A little shop to read from; yours is there already. */
  private static void openShop() throws SQLException {
    try (var shop = DriverManager.getConnection("jdbc:sqlite:shop.db");
        var sql = shop.createStatement()) {
      sql.execute(
          "CREATE TABLE IF NOT EXISTS customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT)");
      sql.execute("INSERT OR IGNORE INTO customers VALUES (1, 'Ada', 'ada@example.org')");
      sql.execute("INSERT OR IGNORE INTO customers VALUES (2, 'Bob', NULL)");
    }
  }

  private Example() {}
}
