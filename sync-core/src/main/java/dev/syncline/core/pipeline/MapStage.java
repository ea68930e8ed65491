package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.pipeline.MapCells.Cell;
import dev.syncline.core.pipeline.MapCells.Column;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Stage#MAP}: source fields become destination fields. */
final class MapStage implements RowStep {
  private final Schema output;

  /** Of each field the position that it is copied from, or a negative number if a cell makes it. */
  private final int[] copied;

  /** The fields that cells make. */
  private final int[] made;

  private final Cell[] cells;
  private final @Nullable RowFilter filter;

  private MapStage(List<Column> columns, @Nullable RowFilter filter) {
    this.output = Schema.of(columns.stream().map(Column::field).toList());
    this.copied = columns.stream().mapToInt(Column::copied).toArray();
    this.made = IntStream.range(0, copied.length).filter(i -> copied[i] < 0).toArray();
    this.cells = columns.stream().map(Column::cell).toArray(Cell[]::new);
    this.filter = filter;
  }

  /**
   * Compiles a mapping for a schema. The fields of the parents come last but for the namespace and
   * the mark, as absent STRING fields: the ids are filled in later. In a mapping that lets
   * everything through, a parent's field takes the place of a source field of the same name.
   *
   * @param deletedMark the field that DELETE sets
   * @param namespace fields with a fixed value
   * @throws ConfigurationException if the mapping or a parent's key names a field that the schema
   *     does not have, or if the mark or the namespace is mapped already
   */
  static RowStep compile(
      Mapping mapping,
      List<ParentLink> parents,
      Optional<String> deletedMark,
      LookupTables lookups,
      Map<String, Object> namespace,
      Schema input) {
    for (ParentLink parent : parents) {
      for (String key : parent.key()) {
        SourceFields.position(input, key, "parents." + parent.field() + ".key");
      }
    }
    var columns =
        new ArrayList<>(mapping.all() ? through(input, parents) : mapped(mapping, lookups, input));
    for (ParentLink parent : parents) {
      columns.add(new Column(Field.of(parent.field(), LogicalType.STRING), in -> Absent.ABSENT));
    }
    namespace.forEach(
        (field, value) -> {
          if (columns.stream().anyMatch(column -> column.field().name().equals(field))) {
            throw new ConfigurationException(
                "writes.namespace: the field '" + field + "' is mapped already; choose another");
          }
          var constant = new FieldMapping.Constant(field, value);
          columns.add(
              new Column(
                  new Field(field, constant.type(), false, Limits.NONE), in -> constant.value()));
        });
    deletedMark.ifPresent(
        mark -> {
          // What is mapped is there; DELETE sets the mark.
          if (columns.stream().anyMatch(column -> column.field().name().equals(mark))) {
            throw new ConfigurationException(
                "deletes.mark: the field '" + mark + "' is mapped already; choose another");
          }
          columns.add(
              new Column(new Field(mark, LogicalType.BOOLEAN, false, Limits.NONE), in -> false));
        });
    return new MapStage(columns, RowFilter.compile(mapping.filter(), input));
  }

  private static List<Column> through(Schema input, List<ParentLink> parents) {
    var linked = parents.stream().map(ParentLink::field).collect(Collectors.toSet());
    var columns = new ArrayList<Column>();
    for (int i = 0; i < input.size(); i++) {
      if (!linked.contains(input.field(i).name())) {
        columns.add(Column.copy(input.field(i), i));
      }
    }
    return columns;
  }

  private static List<Column> mapped(Mapping mapping, LookupTables lookups, Schema input) {
    var single = new MapCells(input, lookups);
    var together = new ObjectCells();
    for (FieldMapping field : mapping.fields()) {
      together.add(single.column(field));
    }
    return together.columns();
  }

  @Override
  public Schema output() {
    return output;
  }

  @Override
  public Verdict apply(@Nullable Object[] in, @Nullable Object[] out) {
    Verdict gone = filter == null ? null : filter.apply(in);
    if (gone != null) {
      return gone;
    }
    int[] from = copied;
    for (int i = 0; i < from.length; i++) {
      int position = from[i];
      if (position >= 0) {
        out[i] = in[position];
      }
    }
    for (int i : made) {
      Object value = cells[i].of(in);
      if (value instanceof Verdict.Rejected rejected) {
        return rejected;
      }
      out[i] = value;
    }
    return Verdict.KEPT;
  }
}
