package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.destination.WriteResult.Gone;
import dev.syncline.api.destination.WriteResult.Rejected;
import dev.syncline.api.destination.WriteResult.Written;
import dev.syncline.jdbc.destination.Operation.Kind;
import dev.syncline.jdbc.destination.RowFinder.Found;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes operations in one transaction. Rows that a statement can take together go together, and
 * never past another one: rules between rows (a unique name that moves from one to the other) see
 * them in their order.
 */
final class BatchWriter {
  private final Connection connection;
  private final Binding binding;
  private final Statements statements;
  private final Deadline deadline;
  private final BulkPath bulk;
  private int savepoints;

  BatchWriter(Connection connection, Binding binding, Deadline deadline, BulkPath bulk) {
    this.deadline = deadline;
    this.bulk = bulk;
    this.connection = connection;
    this.binding = binding;
    this.statements = new Statements(connection, binding, deadline);
  }

  /** Writes all, or stops at the first row that the database refuses. */
  void writeTogether(List<Operation> operations) throws SQLException, RowProblem {
    List<Operation> open = open(operations);
    resolve(open);
    run(open(open));
    answer(open(open));
  }

  /** Writes what the database takes; a row that it refuses costs nothing but itself. */
  void writeApart(List<Operation> operations) throws SQLException {
    List<Operation> open = open(operations);
    resolve(open);
    split(open(open));
    answer(open(open));
  }

  private static List<Operation> open(List<Operation> operations) {
    return operations.stream().filter(operation -> operation.result == null).toList();
  }

  /** Where inserts are no upserts by themselves: is the row there already? */
  private void resolve(List<Operation> operations) throws SQLException {
    List<Operation> inserts =
        operations.stream().filter(o -> o.kind == Kind.INSERT && !o.key.isEmpty()).toList();
    if (inserts.isEmpty()) {
      return;
    }
    var found =
        new RowFinder(connection, binding, binding.key())
            .find(inserts.stream().map(o -> o.key).toList());
    for (Operation insert : inserts) {
      List<Found> rows = found.getOrDefault(insert.key, List.of());
      if (rows.size() > 1) {
        insert.result =
            new Rejected("the key " + insert.key + " is in " + rows.size() + " rows of the table");
      } else if (rows.size() == 1) {
        adopt(insert, rows.get(0));
      }
    }
  }

  private void adopt(Operation insert, Found row) {
    for (int i = 0; i < insert.key.size(); i++) {
      if (Values.differInText(binding.key().get(i).type(), insert.key.get(i), row.key().get(i))) {
        insert.result =
            new Rejected(
                "the column '"
                    + binding.key().get(i).name()
                    + "' takes the key '"
                    + insert.key.get(i)
                    + "' and the key '"
                    + row.key().get(i)
                    + "' of another row for the same");
        return;
      }
    }
    insert.kind = Kind.UPDATE;
    insert.byKey = true;
    binding.audit().keepBeginning(insert, binding.columns().size());
    insert.where = insert.key;
    insert.reference = row.reference();
  }

  private void run(List<Operation> operations) throws SQLException, RowProblem {
    int from = 0;
    while (from < operations.size()) {
      int to = from + 1;
      while (to < operations.size() && operations.get(to).sameStatement(operations.get(from))) {
        to++;
      }
      run(operations.get(from), operations.subList(from, to));
      from = to;
    }
  }

  private void run(Operation first, List<Operation> alike) throws SQLException, RowProblem {
    if (first.kind == Kind.INSERT && first.key.isEmpty()) {
      statements.insertOneByOne(alike);
      return;
    }
    if (bulk.write(connection, binding, deadline, alike)) {
      return;
    }
    int[] counts = statements.execute(first, alike);
    if (first.kind == Kind.INSERT || first.kind == Kind.UPSERT) {
      return;
    }
    for (int i = 0; i < alike.size(); i++) {
      if (counts[i] > 1) {
        throw new RowProblem("the key " + alike.get(i).where + " is in " + counts[i] + " rows");
      }
      boolean missed = counts[i] == 0;
      if (missed && (first.kind == Kind.DELETE || !exists(alike.get(i)))) {
        alike.get(i).result = new Gone();
      }
    }
  }

  /** Some drivers count only rows that an update made different. */
  private boolean exists(Operation update) throws SQLException {
    var by = update.byKey ? binding.key() : binding.reference();
    return !new RowFinder(connection, binding, by).find(List.of(update.where)).isEmpty();
  }

  private void split(List<Operation> operations) throws SQLException {
    if (operations.isEmpty()) {
      return;
    }
    String savepoint = "syncline_" + savepoints++;
    Dialect.run(connection, "SAVEPOINT " + savepoint);
    String reason;
    boolean again = false;
    try {
      run(operations);
      release(savepoint);
      return;
    } catch (RowProblem e) {
      reason = String.valueOf(e.getMessage());
    } catch (SQLException wrapped) {
      SQLException e = Dialect.root(wrapped);
      again = bulk.learned();
      if (!again && binding.dialect().classify(e) != Failure.ROW) {
        throw e;
      }
      reason = binding.dialect().reason(e);
    }
    Dialect.run(connection, "ROLLBACK TO SAVEPOINT " + savepoint);
    release(savepoint);
    operations.forEach(operation -> operation.result = null);
    if (again) {
      split(operations);
      return;
    }
    if (operations.size() == 1) {
      operations.get(0).result = new Rejected(reason);
      return;
    }
    int half = operations.size() / 2;
    split(operations.subList(0, half));
    split(operations.subList(half, operations.size()));
  }

  private void release(String savepoint) throws SQLException {
    if (binding.dialect().releasesSavepoints()) {
      Dialect.run(connection, "RELEASE SAVEPOINT " + savepoint);
    }
  }

  /** One query for all ids that the database gave. */
  private void answer(List<Operation> operations) throws SQLException {
    List<Operation> unnamed =
        operations.stream().filter(o -> o.reference.isEmpty() && !o.key.isEmpty()).toList();
    if (!unnamed.isEmpty()) {
      var found =
          new RowFinder(connection, binding, binding.key())
              .find(unnamed.stream().map(o -> o.key).toList());
      for (Operation operation : unnamed) {
        List<Found> rows = found.getOrDefault(operation.key, List.of());
        if (rows.size() == 1) {
          operation.reference = rows.get(0).reference();
        }
      }
    }
    for (Operation operation : operations) {
      operation.result = written(operation);
    }
  }

  private WriteResult written(Operation operation) throws SQLException {
    if (operation.reference.isEmpty()) {
      if (operation.kind == Kind.DELETE) {
        return Written.as(new DestinationRef(operation.where));
      }
      throw new SQLException(
          "the row with the key " + operation.key + " was written and cannot be found again");
    }
    return Written.as(new DestinationRef(operation.reference));
  }
}
