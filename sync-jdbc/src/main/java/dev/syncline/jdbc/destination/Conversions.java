package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database what its columns make of values, where only it knows: how it prints a uuid, an
 * array or a document. Many values with one question.
 */
final class Conversions {
  private static final int AT_ONCE = 200;

  private final Database database;
  private final Dialect dialect;
  private final Map<ReadColumn, List<Later>> questions = new LinkedHashMap<>();

  Conversions(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  /** Stands for a value until {@link #fill}. */
  private static final class Later {
    private final Object bound;
    private Optional<Object> answer = Optional.empty();

    Later(Object bound) {
      this.bound = bound;
    }
  }

  /** What stands for a value that will be asked for. */
  Object later(ReadColumn column, Object bound) {
    var later = new Later(bound);
    questions.computeIfAbsent(column, unused -> new ArrayList<>()).add(later);
    return later;
  }

  /** Asks, and puts the answers in; a row with a value that is none becomes empty. */
  void fill(List<Optional<List<@Nullable Object>>> rows) {
    if (questions.isEmpty()) {
      return;
    }
    try (Connection open = database.connect()) {
      for (var question : questions.entrySet()) {
        List<Later> values = question.getValue();
        for (int from = 0; from < values.size(); from += AT_ONCE) {
          ask(
              open,
              question.getKey(),
              values.subList(from, Math.min(values.size(), from + AT_ONCE)));
        }
      }
    } catch (SQLException e) {
      throw database.failure("the database does not tell how it reads values back", e);
    }
    rows.replaceAll(row -> row.flatMap(Conversions::answered));
  }

  private static Optional<List<@Nullable Object>> answered(List<@Nullable Object> row) {
    var answered = new ArrayList<@Nullable Object>(row.size());
    for (Object value : row) {
      if (value instanceof Later later) {
        if (later.answer.isEmpty()) {
          return Optional.empty();
        }
        answered.add(later.answer.get());
      } else {
        answered.add(value);
      }
    }
    return Optional.of(Collections.unmodifiableList(answered));
  }

  private void ask(Connection open, ReadColumn column, List<Later> values) throws SQLException {
    try {
      answer(open, column, values);
    } catch (SQLException e) {
      if (dialect.classify(Dialect.root(e)) != Failure.ROW) {
        throw e;
      }
      if (values.size() > 1) {
        // One of them is no such value: that one has no answer.
        for (Later value : values) {
          ask(open, column, List.of(value));
        }
      }
    }
  }

  private void answer(Connection open, ReadColumn column, List<Later> values) throws SQLException {
    String expression = column.form().converted().orElse("?");
    var numbers = new TreeMap<Integer, Later>();
    for (Later value : values) {
      numbers.put(numbers.size(), value);
    }
    String sql =
        numbers.keySet().stream()
            .map(number -> "SELECT " + number + ", " + expression)
            .collect(Collectors.joining(" UNION ALL "));
    try (var statement = open.prepareStatement(sql)) {
      for (var value : numbers.entrySet()) {
        dialect.bind(statement, value.getKey() + 1, value.getValue().bound);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Later asked = numbers.get(row.getInt(1));
          Object read = column.read(row, 2);
          if (asked != null && read != null) {
            asked.answer = Optional.of(read);
          }
        }
      }
    }
  }
}
