package dev.syncline.examples.quickstart;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Changes much of the source at once, so that a run has something to write for a while. Odd ones
 * rename half of all records; even ones give them their old names back, which a run may not know
 * that was killed after it had written the new ones. Every one adds a few regions and takes those
 * of the last one away.
 */
final class Upheaval {
  private static final int NEW_REGIONS = 8;
  private static final String MARK = " (upheaval ";

  private final Connection database;

  Upheaval(Connection database) {
    this.database = database;
  }

  void apply(int number) throws SQLException {
    try (Statement sql = database.createStatement()) {
      if (number % 2 == 1) {
        for (String table : new String[] {"countries", "regions"}) {
          sql.executeUpdate(
              "UPDATE "
                  + table
                  + (" SET name = name || '" + MARK + number + ")'")
                  + (" WHERE code IS NOT NULL AND (rowid / 2) % 2 = " + number / 2 % 2));
        }
      } else {
        for (String table : new String[] {"countries", "regions"}) {
          sql.executeUpdate(
              "UPDATE "
                  + table
                  + (" SET name = substr(name, 1, instr(name, '" + MARK + "') - 1)")
                  + (" WHERE instr(name, '" + MARK + "') > 0"));
        }
      }
      sql.executeUpdate("DELETE FROM regions WHERE code LIKE 'UP-" + (number - 1) + "-%'");
      sql.executeUpdate(
          "INSERT INTO regions (country_code, code, name)"
              + (" SELECT code, 'UP-"
                  + number
                  + "-' || code, 'A region of upheaval "
                  + number
                  + "'")
              + (" FROM countries ORDER BY code LIMIT " + NEW_REGIONS));
    }
  }
}
