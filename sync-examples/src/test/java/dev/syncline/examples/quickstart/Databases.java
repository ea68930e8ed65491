package dev.syncline.examples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the files of the quickstart by other means than the product's. */
final class Databases {
  private final QuickstartFiles files;

  Databases(Path folder) {
    this.files = new QuickstartFiles(folder);
  }

  List<String> sourceCountries() throws SQLException {
    return rows(files.source(), "SELECT code, name FROM countries ORDER BY 1");
  }

  List<String> destinationCountries() throws SQLException {
    return rows(files.destination(), "SELECT code, name FROM countries ORDER BY 1");
  }

  /** Country code, code and name of the regions with a key. */
  List<String> sourceRegions() throws SQLException {
    return rows(
        files.source(),
        "SELECT country_code, code, name FROM regions WHERE code IS NOT NULL ORDER BY 1, 2");
  }

  List<String> regionsWithoutKey() throws SQLException {
    return rows(
        files.source(), "SELECT country_code, name FROM regions WHERE code IS NULL ORDER BY 1, 2");
  }

  /** The same of the destination, where a region finds its country by the id. */
  List<String> destinationRegions() throws SQLException {
    return rows(
        files.destination(),
        "SELECT c.code, r.code, r.name FROM regions r LEFT JOIN countries c ON c.id = r.country_id"
            + " ORDER BY 1, 2");
  }

  /** Whether the destination has its tables. */
  boolean hasDestination() throws SQLException {
    return Files.exists(files.destination())
        && !rows(files.destination(), "SELECT name FROM sqlite_master WHERE name = 'regions'")
            .isEmpty();
  }

  private static List<String> rows(Path file, String query) throws SQLException {
    try (var database = DriverManager.getConnection(QuickstartFiles.url(file));
        var sql = database.createStatement();
        var rows = sql.executeQuery(query)) {
      var all = new ArrayList<String>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(rows.getString(i));
        }
        all.add(row.toString());
      }
      return all;
    }
  }
}
