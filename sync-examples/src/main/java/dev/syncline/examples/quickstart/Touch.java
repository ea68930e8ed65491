package dev.syncline.examples.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One touch of the source: five regions are renamed, one is deleted, two are new. Which ones
 * depends on nothing but the number of the touch, which the file keeps in its {@code user_version}.
 * Regions without a key and countries stay as they are.
 */
final class Touch {
  private static final int RENAMED = 5;
  private static final String MARK = " (touch ";

  /**
   * From one touched region to the next. Six steps are fewer than the 4,208 regions with a key, so
   * no touch meets a region twice.
   */
  private static final int STEP = 601;

  private final Connection database;

  Touch(Connection database) {
    this.database = database;
  }

  private record Region(String country, String code, String name) {
    @Override
    public String toString() {
      return country + "/" + code + " '" + name + "'";
    }
  }

  List<String> apply() throws SQLException {
    int number = nextNumber();
    List<Region> chosen = choose(number);
    var done = new ArrayList<String>();
    for (Region region : chosen.subList(0, RENAMED)) {
      done.add(rename(region, number));
    }
    done.add(delete(chosen.get(RENAMED)));
    for (Region neighbour : chosen.subList(0, 2)) {
      done.add(insert(neighbour.country(), number, done.size()));
    }
    return done;
  }

  private int nextNumber() throws SQLException {
    try (Statement sql = database.createStatement()) {
      int number;
      try (ResultSet row = sql.executeQuery("PRAGMA user_version")) {
        number = row.getInt(1) + 1;
      }
      // A pragma takes no parameter; a number is no danger.
      sql.execute("PRAGMA user_version = " + number);
      return number;
    }
  }

  private List<Region> choose(int number) throws SQLException {
    List<Region> keyed = new ArrayList<>();
    try (Statement sql = database.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "SELECT country_code, code, name FROM regions WHERE code IS NOT NULL"
                    + " ORDER BY country_code, code")) {
      while (rows.next()) {
        keyed.add(new Region(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    var chosen = new ArrayList<Region>();
    for (int i = 0; i <= RENAMED; i++) {
      chosen.add(keyed.get(Math.floorMod(number * 7 + i * STEP, keyed.size())));
    }
    return chosen;
  }

  private String rename(Region region, int number) throws SQLException {
    int mark = region.name().indexOf(MARK);
    String name =
        (mark < 0 ? region.name() : region.name().substring(0, mark)) + MARK + number + ")";
    try (PreparedStatement update =
        database.prepareStatement(
            "UPDATE regions SET name = ? WHERE country_code = ? AND code = ?")) {
      update.setString(1, name);
      update.setString(2, region.country());
      update.setString(3, region.code());
      update.executeUpdate();
    }
    return "renamed " + region + " to '" + name + "'";
  }

  private String delete(Region region) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("DELETE FROM regions WHERE country_code = ? AND code = ?")) {
      delete.setString(1, region.country());
      delete.setString(2, region.code());
      delete.executeUpdate();
    }
    return "deleted " + region;
  }

  private String insert(String country, int number, int line) throws SQLException {
    var region =
        new Region(country, "NEW-" + number + "-" + line, "New region" + MARK + number + ")");
    try (PreparedStatement insert =
        database.prepareStatement(
            "INSERT INTO regions (country_code, code, name) VALUES (?, ?, ?)")) {
      insert.setString(1, region.country());
      insert.setString(2, region.code());
      insert.setString(3, region.name());
      insert.executeUpdate();
    }
    return "added " + region;
  }
}
