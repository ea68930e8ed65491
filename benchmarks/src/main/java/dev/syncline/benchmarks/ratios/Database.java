package dev.syncline.benchmarks.ratios;

import java.util.List;

/** The kinds of database that take part, and what is particular to each: its table of customers. */
enum Database {
  POSTGRES(
      "BIGINT",
      "BOOLEAN",
      "TIMESTAMPTZ",
      "lpad((i % 99999)::text, 5, '0')",
      "timestamptz '2026-01-01 00:00:00Z' + i * interval '1 second'"),
  SQLITE(
      "INTEGER",
      "BOOLEAN",
      "TEXT",
      "substr('00000' || (i % 99999), -5)",
      "strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + i, 'unixepoch')"),
  MARIADB(
      "BIGINT",
      "TINYINT(1)",
      "TIMESTAMP(6)",
      "lpad(i % 99999, 5, '0')",
      "timestampadd(SECOND, i, '2026-01-01 00:00:00')");

  private final String integer;
  private final String truth;
  private final String instant;
  private final String zip;
  private final String changed;

  Database(String integer, String truth, String instant, String zip, String changed) {
    this.integer = integer;
    this.truth = truth;
    this.instant = instant;
    this.zip = zip;
    this.changed = changed;
  }

  /** The one that a JDBC URL is for. */
  static Database of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRES;
    }
    return url.startsWith("jdbc:sqlite:") ? SQLITE : MARIADB;
  }

  /** The statement that makes a table of the twelve columns. */
  String create(String table) {
    return "CREATE TABLE "
        + table
        + " (id "
        + integer
        + " PRIMARY KEY, name "
        + text("NOT NULL")
        + ", email "
        + text("NOT NULL")
        + ", phone "
        + text("")
        + ", street "
        + text("")
        + ", city "
        + text("")
        + ", zip "
        + text("")
        + ", country "
        + text("")
        + ", status "
        + text("")
        + ", balance DECIMAL(12,2), active "
        + truth
        + " NOT NULL, updated_at "
        + instant
        + " NOT NULL)";
  }

  private String text(String constraint) {
    return (this == MARIADB ? "VARCHAR(200) " : "TEXT ") + constraint;
  }

  /** The statement that fills the source. */
  String fill(long rows) {
    String select =
        "SELECT i, "
            + String.join(
                ", ",
                concat("'Customer Number '", "i"),
                concat("'customer.'", "i", "'@example.org'"),
                concat("'+49 30 '", "(1000000 + i % 8999999)"),
                concat("'Example Street '", "(i % 997)"),
                concat("'City of '", "(i % 1009)"),
                zip,
                "CASE i % 3 WHEN 0 THEN 'DE' WHEN 1 THEN 'AT' ELSE 'CH' END",
                "CASE i % 4 WHEN 0 THEN 'prospect' ELSE 'customer' END",
                "(i % 1000000) / 100.0",
                "i % 5 <> 0",
                changed);
    return switch (this) {
      case POSTGRES ->
          "INSERT INTO customer " + select + " FROM generate_series(1, " + rows + ") i";
      case SQLITE ->
          "INSERT INTO customer WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
              + " WHERE i < "
              + rows
              + ") "
              + select
              + " FROM n";
      case MARIADB ->
          "INSERT INTO customer " + select + " FROM (SELECT seq AS i FROM seq_1_to_" + rows + ") n";
    };
  }

  private String concat(String... parts) {
    return this == MARIADB
        ? "concat(" + String.join(", ", parts) + ")"
        : String.join(" || ", parts);
  }

  /** The present time, as the column of changes holds it. */
  String now() {
    return switch (this) {
      case POSTGRES -> "now()";
      case SQLITE -> "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
      case MARIADB -> "CURRENT_TIMESTAMP(6)";
    };
  }

  /** What is to be done so that nobody pays for the disk writes of the job before. */
  List<String> settleSource() {
    return switch (this) {
      case POSTGRES -> List.of("VACUUM ANALYZE customer", "CHECKPOINT");
      case SQLITE -> List.of();
      // Writes the table's changed pages and waits for them.
      case MARIADB -> List.of("FLUSH TABLES customer FOR EXPORT", "UNLOCK TABLES");
    };
  }

  /** The same at the destination. */
  List<String> settleDestination() {
    return this == POSTGRES ? List.of("CHECKPOINT") : List.of();
  }
}
