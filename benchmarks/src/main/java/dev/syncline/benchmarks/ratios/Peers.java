package dev.syncline.benchmarks.ratios;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the peers have in common: they read with a cursor, trim, and write upserts in batches that
 * the driver rewrites. Their jobs are {@link #UPSERT}, and {@link #DISTINCT}, which leaves equal
 * rows of the destination alone.
 */
final class Peers {
  static final String UPSERT = "upsert";
  static final String DISTINCT = "distinct";

  /** Every peer's name, in the order they take their turns. */
  static final List<String> ALL = List.of("springbatch", "easybatch", "camel");

  static final String SELECT = "SELECT * FROM customer";
  static final int FETCH = 10_000;
  static final int BATCH = 2_000;

  private Peers() {}

  /** One connection that a cursor stays open on. */
  static SingleConnectionDataSource source(Site site) {
    return connection(site.source());
  }

  /** One connection that batches are committed on, by the peer. */
  static SingleConnectionDataSource target(Site site) {
    return connection(site.rewriting());
  }

  private static SingleConnectionDataSource connection(String url) {
    var source = new SingleConnectionDataSource(url, true);
    source.setAutoCommit(false);
    return source;
  }

  /** The statement that a job writes with. */
  static String sql(Site site, String job) {
    var others = Customers.COLUMNS.subList(1, Customers.COLUMNS.size());
    return "INSERT INTO customer_copy ("
        + String.join(", ", Customers.COLUMNS)
        + ") VALUES (?"
        + ", ?".repeat(others.size())
        + ") ON CONFLICT (id) DO UPDATE SET "
        + others.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", "))
        + condition(site, job, others);
  }

  private static String condition(Site site, String job, List<String> columns) {
    return switch (job) {
      case UPSERT -> "";
      case DISTINCT ->
          " WHERE ("
              + columns.stream().map(c -> "customer_copy." + c).collect(Collectors.joining(", "))
              + (site.to() == Database.POSTGRES ? ") IS DISTINCT FROM (" : ") IS NOT (")
              + columns.stream().map(c -> "excluded." + c).collect(Collectors.joining(", "))
              + ")";
      default -> throw new IllegalArgumentException(job);
    };
  }
}
