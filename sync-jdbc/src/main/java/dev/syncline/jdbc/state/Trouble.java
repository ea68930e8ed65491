package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.database.Database;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a state store, and what to do about it. */
final class Trouble {
  private static final String RECOVERY =
      ". It was left as it is. Restore it from a backup; without one, put it aside, and the next run"
          + " starts with a new one: it writes every record again, by upsert or after looking it up,"
          + " and cannot delete what the source dropped since (docs/state-store.md)";

  private final Database database;
  private final String store;

  Trouble(Database database, String store) {
    this.database = database;
    this.store = store;
  }

  SyncException with(SQLException e) {
    return database.damaged(e)
        ? damaged(database.reason(e), e)
        : database.failure(store + " cannot be used", e);
  }

  /** The same error, or if it says that the store is damaged, one that says how to recover. */
  RuntimeException explained(SyncException e) {
    String message = String.valueOf(e.getMessage());
    return database.damaged(e) && !message.contains(RECOVERY) ? damaged(message, e) : e;
  }

  PermanentException damaged(String how) {
    return damaged(how, null);
  }

  private PermanentException damaged(String how, @Nullable Throwable cause) {
    return new PermanentException(store + " is damaged: " + how + RECOVERY, cause);
  }
}
