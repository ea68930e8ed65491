package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.destination.Operation.Kind;
import dev.syncline.jdbc.dialect.BulkLoad;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of many upserts, where the database has one faster than statements: straight into the
 * table as long as none of the rows was there, else through a table of their own. What it cannot
 * do, statements do. Remembers from batch to batch what the table allows.
 *
 * <p><b>Threading.</b> Used by one thread.
 */
final class BulkPath {
  /** Whether and how rows go in bulk. */
  enum Way {
    /** Into the table: a row that is there makes it fail as a whole. */
    STRAIGHT,
    /** Into a work table, and upserts from there. */
    AROUND,
    /** By statements. */
    OFF
  }

  /** From here on, a bulk load costs less than statements that the driver sends together. */
  static final int WORTH = 200;

  private final int least;
  private Way way;
  private boolean learned;

  /**
   * A path of which nothing is known yet.
   *
   * @param least fewer rows go by statements
   */
  BulkPath(int least) {
    this.least = least;
    this.way = Way.STRAIGHT;
  }

  /** Leaves everything to statements. */
  static BulkPath none() {
    return new BulkPath(Integer.MAX_VALUE);
  }

  /**
   * Writes rows of one statement, if they can go in bulk.
   *
   * @return whether they did
   * @throws SQLException if a row is refused, or is there already; the next try knows better
   */
  boolean write(Connection connection, Binding binding, Deadline deadline, List<Operation> alike)
      throws SQLException {
    Operation first = alike.get(0);
    Optional<BulkLoad> load = binding.dialect().bulkLoad();
    if (way == Way.OFF
        || alike.size() < least
        || first.kind != Kind.UPSERT
        || load.isEmpty()
        || !load.get().worksOn(connection)) {
      return false;
    }
    List<@Nullable Object[]> rows = rows(alike, load.get());
    if (rows.isEmpty()) {
      return false;
    }
    List<String> columns = first.fields.stream().mapToObj(i -> binding.column(i).name()).toList();
    try {
      if (way == Way.STRAIGHT) {
        load.get().insert(connection, binding.sqlTable(), columns, rows, deadline.secondsLeft());
      } else {
        around(connection, binding, deadline, load.get(), columns, rows);
      }
      return true;
    } catch (SQLException e) {
      learn(binding.dialect(), load.get(), Dialect.root(e));
      throw e;
    }
  }

  /** A row that is refused says nothing of the next batch. */
  private void learn(Dialect dialect, BulkLoad load, SQLException error) {
    Way before = way;
    if (way == Way.STRAIGHT && load.alreadyThere(error)) {
      way = Way.AROUND;
    } else if (dialect.classify(error) == Failure.PERMANENT) {
      way = Way.OFF;
    }
    learned = way != before;
  }

  /** Whether the last error says that the rows should go another way; asked once. */
  boolean learned() {
    boolean last = learned;
    learned = false;
    return last;
  }

  private static void around(
      Connection connection,
      Binding binding,
      Deadline deadline,
      BulkLoad load,
      List<String> columns,
      List<@Nullable Object[]> rows)
      throws SQLException {
    Dialect dialect = binding.dialect();
    String work = load.workTable(connection, binding.sqlTable(), columns);
    load.insert(connection, work, columns, rows, deadline.secondsLeft());
    Dialect.run(
        connection,
        dialect.upsertFrom(
            work,
            binding.sqlTable(),
            columns,
            Binding.names(binding.key()),
            binding.audit().once()));
  }

  /** The values that are sent; none if one of them, or two rows of one key, cannot go this way. */
  private static List<@Nullable Object[]> rows(List<Operation> alike, BulkLoad load) {
    int[] fields = alike.get(0).fields.stream().toArray();
    var keys = new HashSet<List<Object>>(alike.size() * 2);
    var rows = new ArrayList<@Nullable Object[]>(alike.size());
    for (Operation operation : alike) {
      if (!keys.add(operation.key)) {
        return List.of();
      }
      boolean all = fields.length == operation.values.length;
      @Nullable Object[] row = all ? operation.values : new @Nullable Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        row[i] = operation.values[fields[i]];
        if (!load.takes(row[i])) {
          return List.of();
        }
      }
      rows.add(row);
    }
    return rows;
  }
}
