package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.WriteResult.Gone;
import dev.syncline.api.destination.WriteResult.Written;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.DoesNotFit;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some rows that operations may have changed, by the columns that they are found by.
 *
 * @param columns the columns
 * @param rows their values, ready to be bound
 */
record Touched(List<Column> columns, List<List<Object>> rows) {
  private static final int MOST_ROWS = 500;

  /** Each row under the name that it had, and under the one that it has. */
  static List<Touched> by(List<Operation> operations, Binding binding) {
    Set<List<Object>> references = new LinkedHashSet<>();
    Set<List<Object>> keys = new LinkedHashSet<>();
    for (Operation operation : operations) {
      if (!(operation.result instanceof Written || operation.result instanceof Gone)) {
        continue;
      }
      if (!operation.where.isEmpty()) {
        (operation.byKey ? keys : references).add(operation.where);
      }
      if (!operation.reference.isEmpty()) {
        references.add(encoded(binding.reference(), operation.reference));
      }
    }
    var touched = new ArrayList<Touched>();
    touched.addAll(split(binding, binding.reference(), references));
    touched.addAll(split(binding, binding.key(), keys));
    return touched;
  }

  private static List<Object> encoded(List<Column> columns, List<Object> values) {
    var encoded = new ArrayList<Object>();
    try {
      for (int i = 0; i < columns.size(); i++) {
        encoded.add(Operations.encode(columns.get(i), values.get(i)));
      }
      return encoded;
    } catch (DoesNotFit e) {
      throw new IllegalStateException("a row that was written is called what does not fit", e);
    }
  }

  private static List<Touched> split(
      Binding binding, List<Column> columns, Set<List<Object>> rows) {
    var parts = new ArrayList<Touched>();
    List<List<Object>> all = List.copyOf(rows);
    int size = columns.isEmpty() ? 1 : binding.dialect().maxParameters() / 4 / columns.size();
    int most = Math.max(1, Math.min(MOST_ROWS, size));
    for (int from = 0; from < all.size(); from += most) {
      parts.add(new Touched(columns, all.subList(from, Math.min(all.size(), from + most))));
    }
    return parts;
  }

  /** A condition for them. */
  String condition(TrailTable trail, String alias) {
    if (columns.size() == 1) {
      String mark = columns.get(0).type().placeholder();
      String marks = mark + (", " + mark).repeat(rows.size() - 1);
      return trail.name(alias, columns.get(0)) + " IN (" + marks + ")";
    }
    String one =
        columns.stream()
            .map(column -> trail.name(alias, column) + " = " + column.type().placeholder())
            .collect(Collectors.joining(" AND ", "(", ")"));
    return "(" + one + (" OR " + one).repeat(rows.size() - 1) + ")";
  }

  /** Binds their values; the index behind them. */
  int bind(Dialect dialect, PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (List<Object> row : rows) {
      for (Object value : row) {
        dialect.bind(statement, index++, value);
      }
    }
    return index;
  }
}
