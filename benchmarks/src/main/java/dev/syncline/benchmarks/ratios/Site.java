package dev.syncline.benchmarks.ratios;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A pair of databases.
 *
 * @param kind {@code pg}, {@code sqlite} or {@code mariadb} (to PostgreSQL): how its figures are
 *     named
 * @param source where the records are read
 * @param destination where they are to be
 * @param folder for the state file
 */
record Site(String kind, String source, String destination, Path folder) {

  static Site parse(String line) {
    String[] parts = line.split("\\|", -1);
    return new Site(parts[0], parts[1], parts[2], Path.of(parts[3]));
  }

  /** One line that {@link #parse} reads. */
  String line() {
    return String.join("|", kind, source, destination, folder.toString());
  }

  /** What kind of database is read. */
  Database from() {
    return Database.of(source);
  }

  /** What kind of database is written. */
  Database to() {
    return Database.of(destination);
  }

  /** The state store's file. */
  Path state() {
    return folder.resolve("state.db");
  }

  /** The URL for a peer, whose batches its driver rewrites. */
  String rewriting() {
    return to() == Database.POSTGRES ? destination + "&reWriteBatchedInserts=true" : destination;
  }

  Connection openSource() throws SQLException {
    return DriverManager.getConnection(source);
  }

  Connection openDestination() throws SQLException {
    return DriverManager.getConnection(destination);
  }
}
