package dev.syncline.benchmarks.page;

import dev.syncline.benchmarks.results.Measurement;
import java.util.Locale;

/** How things are called on the page. */
final class Names {
  private Names() {}

  static String of(Measurement measurement) {
    return site(measurement.site()) + ", " + rows(measurement);
  }

  static String rows(Measurement measurement) {
    return String.format(Locale.ROOT, "%,d rows", measurement.rows());
  }

  static String site(String site) {
    return switch (site) {
      case "pg" -> "PostgreSQL → PostgreSQL";
      case "sqlite" -> "SQLite → SQLite";
      case "mariadb" -> "MariaDB → PostgreSQL";
      default -> throw new IllegalArgumentException(site);
    };
  }

  static String peer(String peer) {
    return switch (peer) {
      case "springbatch" -> "Spring Batch";
      case "easybatch" -> "Easy Batch";
      case "camel" -> "Apache Camel";
      default -> throw new IllegalArgumentException(peer);
    };
  }
}
