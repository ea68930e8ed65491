package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.destination.Operation.Kind;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of operations, and its execution. */
final class Statements {
  private final Connection connection;
  private final Binding binding;
  private final Dialect dialect;
  private final Deadline deadline;

  Statements(Connection connection, Binding binding, Deadline deadline) {
    this.connection = connection;
    this.binding = binding;
    this.dialect = binding.dialect();
    this.deadline = deadline;
  }

  /** Executes operations of one statement; the count of rows for each. */
  int[] execute(Operation first, List<Operation> alike) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql(first))) {
      deadline.limit(statement);
      if (alike.size() == 1) {
        bind(statement, first);
        return new int[] {statement.executeUpdate()};
      }
      for (Operation operation : alike) {
        bind(statement, operation);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      return counted(first.kind, counts) ? counts : again(statement, alike);
    }
  }

  /** Some drivers tell only that a batch went well; inserts need no more. */
  private static boolean counted(Kind kind, int[] counts) {
    if (kind == Kind.INSERT || kind == Kind.UPSERT) {
      return true;
    }
    for (int count : counts) {
      if (count < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * An update may be repeated within the transaction; a delete finds its row gone, and was there.
   */
  private int[] again(PreparedStatement statement, List<Operation> alike) throws SQLException {
    int[] counts = new int[alike.size()];
    for (int i = 0; i < counts.length; i++) {
      if (alike.get(i).kind == Kind.DELETE) {
        counts[i] = 1;
      } else {
        bind(statement, alike.get(i));
        counts[i] = statement.executeUpdate();
      }
    }
    return counts;
  }

  /** Inserts rows that no key finds again, and takes the ids that the driver tells for each. */
  void insertOneByOne(List<Operation> alike) throws SQLException {
    for (Operation operation : alike) {
      if (!operation.reference.isEmpty()) {
        execute(operation, List.of(operation));
        continue;
      }
      String[] wanted = Binding.names(binding.reference()).toArray(String[]::new);
      try (PreparedStatement statement = prepareReturning(sql(operation), wanted)) {
        deadline.limit(statement);
        bind(statement, operation);
        statement.executeUpdate();
        try (ResultSet ids = statement.getGeneratedKeys()) {
          operation.reference = ids.next() ? generated(ids) : List.of();
        }
      }
    }
  }

  private PreparedStatement prepareReturning(String sql, String[] columns) throws SQLException {
    return dialect.returnsColumns()
        ? connection.prepareStatement(sql, columns)
        : connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
  }

  private List<Object> generated(ResultSet ids) throws SQLException {
    var values = new ArrayList<Object>();
    for (int i = 0; i < binding.reference().size(); i++) {
      // A generated key has the driver's own column type; as a number it is read alike everywhere.
      Object value =
          dialect.returnsColumns()
              ? binding.reference().get(i).type().reader().read(ids, i + 1)
              : Long.valueOf(ids.getLong(i + 1));
      if (value == null) {
        return List.of();
      }
      values.add(value);
    }
    return values;
  }

  private String sql(Operation operation) {
    return switch (operation.kind) {
      case INSERT -> dialect.insert(binding.sqlTable(), names(operation.fields), marks(operation));
      case UPSERT ->
          dialect
              .tables()
              .upsert(
                  binding.sqlTable(),
                  names(operation.fields),
                  Binding.names(binding.key()),
                  binding.audit().once(),
                  marks(operation));
      case UPDATE ->
          "UPDATE " + binding.sqlTable() + " SET " + assignments(operation) + where(operation);
      case DELETE -> "DELETE FROM " + binding.sqlTable() + where(operation);
    };
  }

  private List<String> names(BitSet fields) {
    return fields.stream().mapToObj(i -> binding.column(i).name()).toList();
  }

  private List<String> marks(Operation operation) {
    return operation.fields.stream().mapToObj(i -> binding.column(i).type().placeholder()).toList();
  }

  /** Without a field to set, the statement still tells whether the row is there. */
  private String assignments(Operation operation) {
    if (operation.fields.isEmpty()) {
      String same = dialect.quote(binding.reference().get(0).name());
      return same + " = " + same;
    }
    return operation.fields.stream()
        .mapToObj(binding::column)
        .map(column -> dialect.quote(column.name()) + " = " + column.type().placeholder())
        .collect(Collectors.joining(", "));
  }

  private String where(Operation operation) {
    return found(operation).stream()
        .map(column -> dialect.quote(column.name()) + " = " + column.type().placeholder())
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private List<Column> found(Operation operation) {
    return operation.byKey ? binding.key() : binding.reference();
  }

  private void bind(PreparedStatement statement, Operation operation) throws SQLException {
    int index = 1;
    if (operation.kind != Kind.DELETE) {
      for (int i = operation.fields.nextSetBit(0); i >= 0; i = operation.fields.nextSetBit(i + 1)) {
        dialect.bind(statement, index++, operation.values[i]);
      }
    }
    if (operation.kind == Kind.UPDATE || operation.kind == Kind.DELETE) {
      for (Object value : operation.where) {
        dialect.bind(statement, index++, value);
      }
    }
  }
}
