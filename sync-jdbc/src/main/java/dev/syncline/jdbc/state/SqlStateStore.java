package dev.syncline.jdbc.state;

import dev.syncline.api.Check;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits;
import dev.syncline.jdbc.database.Database;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state store in a database. Opens at its first use, and then makes or updates its tables.
 *
 * <p><b>Threading.</b> Safe for use by several threads; every call borrows its own connection.
 */
public final class SqlStateStore implements StateStore {
  private final Database database;
  private final String name;
  private final Optional<Clock> clock;
  private final Optional<StateFile> file;
  private final Runnable onClose;
  private final Packing packing;
  private volatile @Nullable Tables tables;

  /**
   * A store that opens nothing yet.
   *
   * @param database where the tables are
   * @param name how messages call the store
   * @param clock the clock of leases; empty for the database's own
   * @param file the file, if the database is one that is made at its first use
   * @param onClose gives back what belongs to the store
   */
  public SqlStateStore(
      Database database,
      String name,
      Optional<Clock> clock,
      Optional<StateFile> file,
      Runnable onClose) {
    this(database, name, clock, file, onClose, Packing.MEASURED);
  }

  /**
   * A store that opens nothing yet, and packs record states at another measure.
   *
   * @param database where the tables are
   * @param name how messages call the store
   * @param clock the clock of leases; empty for the database's own
   * @param file the file, if the database is one that is made at its first use
   * @param onClose gives back what belongs to the store
   * @param packing when record states are packed
   */
  public SqlStateStore(
      Database database,
      String name,
      Optional<Clock> clock,
      Optional<StateFile> file,
      Runnable onClose,
      Packing packing) {
    this.packing = packing;
    this.database = database;
    this.name = name;
    this.clock = clock;
    this.file = file;
    this.onClose = onClose;
  }

  private Tables tables() {
    Tables open = tables;
    if (open != null) {
      return open;
    }
    synchronized (this) {
      open = tables;
      if (open == null) {
        var trouble = new Trouble(database, name);
        file.ifPresent(StateFile::beforeOpening);
        new Migrations(database, name, trouble).run();
        file.ifPresent(StateFile::opened);
        open = new Tables(database, trouble, clock, packing);
        tables = open;
      }
      return open;
    }
  }

  @Override
  public StoreTraits traits() {
    return tables()
        .read(
            connection ->
                new StoreTraits(
                    database.dialect().durability(connection),
                    database.dialect().shared(connection)));
  }

  /** Also looks for damage, which takes a while where the store is large. */
  @Override
  public Check check() {
    try {
      tables().read(connection -> new Syncs(connection).names());
      return tables()
          .findDamage()
          .map(how -> Check.failed(name + " is damaged: " + how))
          .orElseGet(() -> Check.passed(name + " is ready"));
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public LeaseAnswer acquire(LeaseRequest request) {
    return new Leases(tables()).acquire(request);
  }

  @Override
  public void release(Lease lease) {
    new Leases(tables()).release(lease);
  }

  @Override
  public StateSession open(Lease lease) {
    return new SqlStateSession(tables(), lease);
  }

  @Override
  public StateQueries queries() {
    return new SqlStateQueries(tables());
  }

  @Override
  public boolean approveDeletes(String sync, long scan) {
    return tables().write(true, connection -> new Syncs(connection).approve(sync, scan));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
