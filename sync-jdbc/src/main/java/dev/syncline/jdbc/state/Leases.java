package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Who may run a sync. The token only ever grows, and every write of a run first touches the row
 * that holds it: a runner that was replaced finds another token there and can write nothing.
 */
final class Leases {
  private static final int TRIES = 5;

  private final Tables tables;

  Leases(Tables tables) {
    this.tables = tables;
  }

  LeaseAnswer acquire(LeaseRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        ensureSync(request.sync());
        break;
      } catch (PermanentException e) {
        // Another runner made the row in the same moment.
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
    return tables.write(true, connection -> acquire(connection, request));
  }

  private void ensureSync(String sync) {
    if (tables.read(connection -> new Syncs(connection).id(sync)).isPresent()) {
      return;
    }
    tables.write(
        true,
        connection -> {
          var syncs = new Syncs(connection);
          if (syncs.id(sync).isEmpty()) {
            syncs.create(sync);
          }
          return sync;
        });
  }

  private LeaseAnswer acquire(Connection connection, LeaseRequest request) throws SQLException {
    long now = tables.now(connection);
    long until = Instant.ofEpochMilli(now).plus(request.ttl()).toEpochMilli();
    try (var statement =
        connection.prepareStatement(
            "UPDATE syncline_sync SET lease_token = lease_token + 1, lease_owner = ?,"
                + " lease_until = ? WHERE name = ? AND (lease_until <= ? OR lease_token = ?)")) {
      statement.setString(1, request.owner());
      statement.setLong(2, until);
      statement.setString(3, request.sync());
      statement.setLong(4, now);
      statement.setLong(5, request.replacing().orElse(-1));
      boolean granted = statement.executeUpdate() == 1;
      Lease current = current(connection, request.sync());
      return granted ? new LeaseAnswer.Granted(current) : new LeaseAnswer.Held(current);
    }
  }

  private static Lease current(Connection connection, String sync) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT lease_owner, lease_token, lease_until FROM syncline_sync WHERE name = ?")) {
      statement.setString(1, sync);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Lease(
                sync, row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)))
            : new Lease(sync, "nobody", 0, Instant.EPOCH);
      }
    }
  }

  void release(Lease lease) {
    tables.write(
        true, connection -> update(connection, "lease_owner = '', lease_until = 0", lease));
  }

  Lease renew(Lease lease, Duration ttl) {
    return tables.write(
        false,
        connection -> {
          Instant until = Instant.ofEpochMilli(tables.now(connection)).plus(ttl);
          if (!update(connection, "lease_until = " + until.toEpochMilli(), lease)) {
            throw lost(connection, lease);
          }
          return new Lease(
              lease.sync(),
              lease.owner(),
              lease.token(),
              Instant.ofEpochMilli(until.toEpochMilli()));
        });
  }

  /**
   * Lets only the holder pass, and keeps everybody else from taking the lease until the end of the
   * transaction. A lease that has expired still counts as long as nobody else took it.
   */
  void fence(Connection connection, Lease lease) throws SQLException {
    if (!update(connection, "lease_token = lease_token", lease)) {
      throw lost(connection, lease);
    }
  }

  private static boolean update(Connection connection, String set, Lease lease)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE syncline_sync SET "
                + set
                + " WHERE name = ? AND lease_token = ? AND lease_owner = ?")) {
      statement.setString(1, lease.sync());
      statement.setLong(2, lease.token());
      statement.setString(3, lease.owner());
      return statement.executeUpdate() == 1;
    }
  }

  private static StateConflictException lost(Connection connection, Lease lease)
      throws SQLException {
    Lease current = current(connection, lease.sync());
    String now =
        current.token() == lease.token()
            ? "it was given back"
            : "'" + current.owner() + "' has taken it over with token " + current.token();
    return new StateConflictException(
        "sync '"
            + lease.sync()
            + "': '"
            + lease.owner()
            + "' lost the lease with token "
            + lease.token()
            + ": "
            + now
            + "; nothing was committed");
  }
}
