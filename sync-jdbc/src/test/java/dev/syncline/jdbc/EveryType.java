package dev.syncline.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The types of a database, each with values at its edges, as a table: a column for each type and,
 * below a row of nulls, a row for each value.
 */
final class EveryType {

  /**
   * One type.
   *
   * @param name of its column
   * @param sql its definition
   * @param values as SQL expressions
   */
  record Column(String name, String sql, List<String> values) {}

  private final List<Column> columns = new ArrayList<>();

  EveryType with(String sql, String... values) {
    columns.add(new Column("c" + (columns.size() + 1), sql, List.of(values)));
    return this;
  }

  /** A type whose values are of more kinds than a new table would take. */
  EveryType mixed(String sql, String... values) {
    columns.add(new Column("m" + (columns.size() + 1), sql, List.of(values)));
    return this;
  }

  EveryType withoutMixed() {
    var some = new EveryType();
    columns.stream().filter(column -> column.name().startsWith("c")).forEach(some.columns::add);
    return some;
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  String definition() {
    return "id INTEGER NOT NULL PRIMARY KEY, "
        + columns.stream().map(c -> c.name() + " " + c.sql()).collect(Collectors.joining(", "));
  }

  /** A list of values for each row. */
  List<String> rows() {
    int most = columns.stream().mapToInt(c -> c.values().size()).max().orElse(0);
    return IntStream.rangeClosed(0, most)
        .mapToObj(
            row ->
                row
                    + columns.stream()
                        .map(c -> row == 0 || row > c.values().size() ? "NULL" : value(c, row))
                        .collect(Collectors.joining(", ", ", ", "")))
        .toList();
  }

  private static String value(Column column, int row) {
    return column.values().get(row - 1);
  }
}
