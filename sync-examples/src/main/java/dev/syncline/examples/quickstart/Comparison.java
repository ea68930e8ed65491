package dev.syncline.examples.quickstart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The destination against the source, row by row.
 *
 * @param lost records of the source that the destination does not have, or has with other values
 * @param doubled rows beyond the first one of a record
 * @param leftOver rows of records that the source does not have
 */
record Comparison(int lost, int doubled, int leftOver) {

  static Comparison of(QuickstartFiles files) throws SQLException {
    Comparison countries =
        of(
            rows(files, true, "SELECT code, name FROM countries"),
            rows(files, false, "SELECT code, name FROM countries"));
    Comparison regions =
        of(
            rows(
                files,
                true,
                "SELECT country_code || '/' || code, name FROM regions WHERE code IS NOT NULL"),
            rows(
                files,
                false,
                "SELECT coalesce(c.code, 'no country') || '/' || r.code, r.name FROM regions r"
                    + " LEFT JOIN countries c ON c.id = r.country_id"));
    return new Comparison(
        countries.lost + regions.lost,
        countries.doubled + regions.doubled,
        countries.leftOver + regions.leftOver);
  }

  /** Names by key: as they should be, and as they are. */
  static Comparison of(Map<String, List<String>> wanted, Map<String, List<String>> there) {
    int lost = 0;
    int doubled = 0;
    int leftOver = 0;
    for (var record : wanted.entrySet()) {
      List<String> names = there.getOrDefault(record.getKey(), List.of());
      lost += names.containsAll(record.getValue()) ? 0 : 1;
      doubled += Math.max(0, names.size() - 1);
    }
    for (var row : there.entrySet()) {
      leftOver += wanted.containsKey(row.getKey()) ? 0 : row.getValue().size();
    }
    return new Comparison(lost, doubled, leftOver);
  }

  boolean clean() {
    return lost == 0 && doubled == 0 && leftOver == 0;
  }

  private static Map<String, List<String>> rows(QuickstartFiles files, boolean source, String query)
      throws SQLException {
    String url = QuickstartFiles.url(source ? files.source() : files.destination());
    try (Connection database = DriverManager.getConnection(url);
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      var names = new HashMap<String, List<String>>();
      while (row.next()) {
        names.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(row.getString(2));
      }
      return names;
    }
  }
}
