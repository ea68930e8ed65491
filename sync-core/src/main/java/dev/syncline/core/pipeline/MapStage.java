package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.FieldMapping.Choice;
import dev.syncline.core.definition.FieldMapping.Constant;
import dev.syncline.core.definition.FieldMapping.Copy;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.value.ValueTable;
import dev.syncline.core.value.ValueText;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link Stage#MAP}: source fields become destination fields. */
final class MapStage implements RowStep {
  private final Schema output;
  private final Cell[] cells;

  private MapStage(Schema output, Cell[] cells) {
    this.output = output;
    this.cells = cells;
  }

  /**
   * Compiles a mapping for a schema. The fields of the parents come last, as absent STRING fields:
   * the ids are filled in later. In a mapping that lets everything through, a parent's field takes
   * the place of a source field of the same name.
   *
   * @throws dev.syncline.api.error.ConfigurationException if the mapping or a parent's key names a
   *     field that the schema does not have
   */
  static RowStep compile(
      Mapping mapping, List<ParentLink> parents, Optional<String> deletedMark, Schema input) {
    return compile(mapping, parents, deletedMark, Map.of(), input);
  }

  /**
   * Compiles a mapping for a schema.
   *
   * @param namespace fields with a fixed value, behind the parents
   */
  static RowStep compile(
      Mapping mapping,
      List<ParentLink> parents,
      Optional<String> deletedMark,
      Map<String, Object> namespace,
      Schema input) {
    for (ParentLink parent : parents) {
      for (String key : parent.key()) {
        SourceFields.position(input, key, "parents." + parent.field() + ".key");
      }
    }
    var fields = new ArrayList<Field>();
    var cells = new ArrayList<Cell>();
    for (FieldMapping mapped : mapping.all() ? through(input, parents) : mapping.fields()) {
      add(mapped, input, fields, cells);
    }
    for (ParentLink parent : parents) {
      fields.add(Field.of(parent.field(), LogicalType.STRING));
      cells.add(in -> Absent.ABSENT);
    }
    namespace.forEach(
        (field, value) -> {
          if (fields.stream().anyMatch(mapped -> mapped.name().equals(field))) {
            throw new ConfigurationException(
                "writes.namespace: the field '" + field + "' is mapped already; choose another");
          }
          add(new Constant(field, value), input, fields, cells);
        });
    deletedMark.ifPresent(
        mark -> {
          // What is mapped is there; DELETE sets the mark.
          if (fields.stream().anyMatch(field -> field.name().equals(mark))) {
            throw new ConfigurationException(
                "deletes.mark: the field '" + mark + "' is mapped already; choose another");
          }
          fields.add(new Field(mark, LogicalType.BOOLEAN, false, Limits.NONE));
          cells.add(in -> false);
        });
    return new MapStage(Schema.of(fields), cells.toArray(Cell[]::new));
  }

  private static List<FieldMapping> through(Schema input, List<ParentLink> parents) {
    var linked = parents.stream().map(ParentLink::field).collect(Collectors.toSet());
    var copies = new ArrayList<FieldMapping>();
    for (Field field : input.fields()) {
      if (!linked.contains(field.name())) {
        copies.add(new Copy(field.name(), field.name()));
      }
    }
    return copies;
  }

  private static void add(FieldMapping mapped, Schema input, List<Field> fields, List<Cell> cells) {
    if (mapped instanceof Copy copy) {
      int source = SourceFields.position(input, copy.source(), "map." + copy.source());
      Field field = input.field(source);
      fields.add(new Field(copy.target(), field.type(), field.nullable(), field.limits()));
      cells.add(in -> in[source]);
    } else if (mapped instanceof Choice choice) {
      int source = SourceFields.position(input, choice.source(), "map." + choice.source());
      fields.add(Field.of(choice.target(), choice.type()));
      cells.add(choice(choice, source));
    } else if (mapped instanceof Constant constant) {
      Object value = constant.value();
      fields.add(new Field(constant.target(), constant.type(), false, Limits.NONE));
      cells.add(in -> value);
    }
  }

  private static Cell choice(Choice choice, int source) {
    var table = new ValueTable(choice.values(), choice.type());
    @Nullable Object otherwise =
        choice.otherwise().map(value -> ValueTable.widen(value, choice.type())).orElse(null);
    return in -> {
      Object value = in[source];
      if (value == null || value == Absent.ABSENT) {
        return value;
      }
      Object entry = table.get(value);
      if (entry != null) {
        return entry;
      }
      return otherwise != null ? otherwise : unmapped(choice, value);
    };
  }

  private static Verdict.Rejected unmapped(Choice choice, Object value) {
    return new Verdict.Rejected(
        "choice",
        "field '"
            + choice.source()
            + "' holds "
            + ValueText.shown(value)
            + ", for which '"
            + choice.target()
            + "' has no choice; known: "
            + String.join(", ", choice.values().keySet()));
  }

  @Override
  public Schema output() {
    return output;
  }

  @Override
  public Verdict apply(@Nullable Object[] in, @Nullable Object[] out) {
    for (int i = 0; i < cells.length; i++) {
      Object value = cells[i].of(in);
      if (value instanceof Verdict.Rejected rejected) {
        return rejected;
      }
      out[i] = value;
    }
    return Verdict.KEPT;
  }

  /** One mapped value, or a {@link Verdict.Rejected}. */
  @FunctionalInterface
  private interface Cell {
    @Nullable Object of(@Nullable Object[] in);
  }
}
