package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.destination.TableShape.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds rows by the values of some columns, many at a time. */
final class RowFinder {
  private final Connection connection;
  private final Binding binding;
  private final List<Column> by;

  RowFinder(Connection connection, Binding binding, List<Column> by) {
    this.connection = connection;
    this.binding = binding;
    this.by = by;
  }

  /**
   * A row that was found.
   *
   * @param reference the values that name it
   * @param key the values that it was found by
   */
  record Found(List<Object> reference, List<Object> key) {}

  /** The rows for each list of encoded values; none for one that is not there. */
  Map<List<Object>, List<Found>> find(List<List<Object>> wanted) throws SQLException {
    var found = new HashMap<List<Object>, List<Found>>();
    int atOnce = Math.max(1, Math.min(500, binding.dialect().maxParameters() / by.size()));
    List<List<Object>> distinct = wanted.stream().distinct().toList();
    for (int from = 0; from < distinct.size(); from += atOnce) {
      find(distinct.subList(from, Math.min(distinct.size(), from + atOnce)), found);
    }
    return found;
  }

  private void find(List<List<Object>> wanted, Map<List<Object>, List<Found>> found)
      throws SQLException {
    var byNormal = new HashMap<List<Object>, List<Object>>();
    wanted.forEach(key -> byNormal.put(normal(key), key));
    boolean strangers = false;
    for (Found row : select(wanted)) {
      List<Object> key = byNormal.get(normal(row.key()));
      if (key == null) {
        strangers = true;
      } else {
        found.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
      }
    }
    if (strangers) {
      // The database calls values equal that we do not: let it say itself which is whose.
      for (List<Object> key : wanted) {
        if (!found.containsKey(key)) {
          List<Found> rows = select(List.of(key));
          if (!rows.isEmpty()) {
            found.put(key, rows);
          }
        }
      }
    }
  }

  private List<Object> normal(List<Object> key) {
    var normal = new ArrayList<Object>(key.size());
    for (int i = 0; i < key.size(); i++) {
      normal.add(Values.normal(by.get(i).type(), key.get(i)));
    }
    return normal;
  }

  private List<Found> select(List<List<Object>> wanted) throws SQLException {
    var rows = new ArrayList<Found>();
    try (var statement = connection.prepareStatement(sql(wanted.size()))) {
      int index = 1;
      for (List<Object> key : wanted) {
        for (Object value : key) {
          binding.dialect().bind(statement, index++, value);
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Found(
                  read(row, binding.reference(), 1),
                  read(row, by, 1 + binding.reference().size())));
        }
      }
    }
    return rows;
  }

  private static List<Object> read(ResultSet row, List<Column> columns, int first)
      throws SQLException {
    var values = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Object value = columns.get(i).type().reader().read(row, first + i);
      values.add(value == null ? "" : value);
    }
    return values;
  }

  private String sql(int rows) {
    var dialect = binding.dialect();
    var columns = new ArrayList<String>(Binding.names(binding.reference()));
    columns.addAll(Binding.names(by));
    String select = "SELECT " + dialect.quoted(columns) + " FROM " + binding.sqlTable() + " WHERE ";
    if (by.size() == 1) {
      String mark = by.get(0).type().placeholder();
      String marks = mark + (", " + mark).repeat(rows - 1);
      return select + dialect.quote(by.get(0).name()) + " IN (" + marks + ")";
    }
    var one = new StringBuilder("(");
    for (int i = 0; i < by.size(); i++) {
      one.append(i == 0 ? "" : " AND ").append(dialect.quote(by.get(i).name()));
      one.append(" = ").append(by.get(i).type().placeholder());
    }
    one.append(')');
    return select + one + (" OR " + one).repeat(rows - 1);
  }
}
