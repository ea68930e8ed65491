package dev.syncline.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The source: an SQLite file with the tables {@code countries} and {@code regions}. A real one
 * would be somebody else's database; this one is made from {@link RegionData}, and {@link #touch}
 * plays the part of the people who work with it.
 */
final class SourceDatabase {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE countries (code TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL)",
          "CREATE TABLE regions (country_code TEXT NOT NULL, code TEXT, name TEXT NOT NULL)");

  private final Path file;

  SourceDatabase(Path file) {
    this.file = file;
  }

  /**
   * Makes the file if it is missing. It appears under its name only when it is complete, so that a
   * crash leaves no half of it.
   *
   * @return whether it was missing
   */
  boolean makeIfMissing() throws IOException, SQLException {
    if (Files.exists(file)) {
      return false;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try (Connection database = open(unfinished);
        Statement sql = database.createStatement()) {
      // A journal left behind by a crash would be taken for that of the next unfinished file.
      sql.execute("PRAGMA journal_mode = MEMORY");
      database.setAutoCommit(false);
      for (String table : TABLES) {
        sql.executeUpdate(table);
      }
      fill(database, RegionData.load());
      database.commit();
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static void fill(Connection database, RegionData data) throws SQLException {
    try (PreparedStatement countries =
            database.prepareStatement("INSERT INTO countries (code, name) VALUES (?, ?)");
        PreparedStatement regions =
            database.prepareStatement(
                "INSERT INTO regions (country_code, code, name) VALUES (?, ?, ?)")) {
      for (RegionData.Country country : data.countries()) {
        countries.setString(1, country.code());
        countries.setString(2, country.name());
        countries.addBatch();
        for (RegionData.Region region : country.regions()) {
          regions.setString(1, country.code());
          regions.setString(2, region.code());
          regions.setString(3, region.name());
          regions.addBatch();
        }
      }
      countries.executeBatch();
      regions.executeBatch();
    }
  }

  /**
   * Changes the source a little, every time something else.
   *
   * @return what was done, one line each
   */
  List<String> touch() throws SQLException {
    try (Connection database = open(file)) {
      database.setAutoCommit(false);
      List<String> done = new Touch(database).apply();
      database.commit();
      return done;
    }
  }

  /** Changes much of the source at once. */
  void upheave(int number) throws SQLException {
    try (Connection database = open(file)) {
      database.setAutoCommit(false);
      new Touch(database).apply();
      new Upheaval(database).apply(number);
      database.commit();
    }
  }

  /** How many rows each table has: what a progress bar is measured by. */
  Map<String, Long> sizes() throws SQLException {
    try (Connection database = open(file);
        Statement sql = database.createStatement();
        var counts =
            sql.executeQuery(
                "SELECT (SELECT count(*) FROM countries), (SELECT count(*) FROM regions)")) {
      counts.next();
      return Map.of(
          QuickstartSyncs.COUNTRIES, counts.getLong(1), QuickstartSyncs.REGIONS, counts.getLong(2));
    }
  }

  /** The names of the countries by their codes. */
  Map<String, String> countryNames() throws SQLException {
    try (Connection database = open(file);
        Statement sql = database.createStatement();
        var rows = sql.executeQuery("SELECT code, name FROM countries")) {
      var names = new LinkedHashMap<String, String>();
      while (rows.next()) {
        names.put(rows.getString(1), rows.getString(2));
      }
      return names;
    }
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection(QuickstartFiles.url(file));
  }
}
