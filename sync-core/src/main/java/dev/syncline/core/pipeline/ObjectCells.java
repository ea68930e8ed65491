package dev.syncline.core.pipeline;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.expression.Path;
import dev.syncline.core.pipeline.MapCells.Cell;
import dev.syncline.core.pipeline.MapCells.Column;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts mapped fields together: those that are parts of one field become an object. */
final class ObjectCells {
  private final Map<String, Object> roots = new LinkedHashMap<>();

  /** Adds a field under the name that its target is written as. */
  void add(Column column) {
    Path target = Path.parse(column.field().name());
    Map<String, Object> at = roots;
    List<String> names = target.names();
    for (String name : names.subList(0, names.size() - 1)) {
      @SuppressWarnings("unchecked") // The definition lets no field be an object and a value.
      var inner =
          (Map<String, Object>)
              at.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
      at = inner;
    }
    at.put(names.get(names.size() - 1), column);
  }

  /** The fields of the mapped record. */
  List<Column> columns() {
    var columns = new ArrayList<Column>();
    roots.forEach(
        (name, part) ->
            columns.add(
                part instanceof Column column
                    ? new Column(named(column.field(), name), column.copied(), column.cell())
                    : new Column(Field.of(name, LogicalType.OBJECT), cell(part))));
    return columns;
  }

  private static Field named(Field field, String name) {
    return new Field(name, field.type(), field.nullable(), field.limits());
  }

  private static Cell cell(Object part) {
    if (part instanceof Column column) {
      return column.cell();
    }
    var names = new ArrayList<String>();
    var cells = new ArrayList<Cell>();
    ((Map<?, ?>) part)
        .forEach(
            (name, inner) -> {
              names.add((String) name);
              cells.add(cell(inner));
            });
    return in -> object(names, cells, in);
  }

  /** Without what is absent; absent if everything is. */
  private static @Nullable Object object(
      List<String> names, List<Cell> cells, @Nullable Object[] in) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < cells.size(); i++) {
      Object value = cells.get(i).of(in);
      if (value instanceof Verdict.Rejected) {
        return value;
      }
      if (value != Absent.ABSENT) {
        object.put(names.get(i), value);
      }
    }
    return object.isEmpty() ? Absent.ABSENT : Collections.unmodifiableMap(object);
  }
}
