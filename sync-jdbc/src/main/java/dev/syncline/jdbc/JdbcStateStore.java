package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.state.SqlStateStore;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A state store in a shared database: PostgreSQL, MySQL, MariaDB or H2. It makes its tables, which
 * all start with {@code syncline_}, at first use. Leases expire by the database's clock, so that
 * runners on several machines agree.
 */
public final class JdbcStateStore {

  private JdbcStateStore() {}

  /** A store over a DataSource, which stays the application's. */
  public static StateStore of(DataSource source) {
    return store(source, Optional.empty(), () -> {});
  }

  /** A store over a DataSource; leases expire by this clock, which all runners must share. */
  public static StateStore of(DataSource source, Clock clock) {
    return store(source, Optional.of(clock), () -> {});
  }

  /** A store over a pool, which stays the caller's. */
  public static StateStore of(JdbcPool pool) {
    return of(pool.dataSource());
  }

  /** A store that closes its pool when it is closed. */
  public static StateStore owning(JdbcPool pool) {
    return store(pool.dataSource(), Optional.empty(), pool::close);
  }

  private static StateStore store(DataSource source, Optional<Clock> clock, Runnable onClose) {
    Database database = Database.over(source);
    return new SqlStateStore(
        database, "the state store in " + database, clock, Optional.empty(), onClose);
  }
}
