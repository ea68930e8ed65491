package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** All that is kept of the rows of one table: versions, changes, both or nothing. */
final class Trails {
  private final List<Trail> trails;
  private final Dialect dialect;
  private final Clock clock;

  private Trails(List<Trail> trails, Dialect dialect, Clock clock) {
    this.trails = List.copyOf(trails);
    this.dialect = dialect;
    this.clock = clock;
  }

  static Trails of(Database database, Binding binding, TableSettings settings, Clock clock)
      throws SQLException {
    var trails = new ArrayList<Trail>();
    if (settings.history().isPresent()) {
      trails.add(Versions.of(database, binding, settings.history().get()));
    }
    if (settings.changeLog().isPresent()) {
      trails.add(ChangeLog.of(database, binding, settings.changeLog().get()));
    }
    return new Trails(trails, binding.dialect(), clock);
  }

  /** To be called in the transaction of the operations, when all of them have been executed. */
  void follow(Connection connection, List<Operation> operations) throws SQLException {
    if (trails.isEmpty()) {
      return;
    }
    Object now = dialect.instant(clock.instant().truncatedTo(ChronoUnit.MICROS));
    for (Trail trail : trails) {
      trail.follow(connection, operations, now);
    }
  }
}
