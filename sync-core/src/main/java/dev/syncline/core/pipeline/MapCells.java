package dev.syncline.core.pipeline;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.compute.Formula;
import dev.syncline.core.compute.Refused;
import dev.syncline.core.compute.SourceField;
import dev.syncline.core.compute.TemplateText;
import dev.syncline.core.compute.ValueCast;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.FieldMapping.Cast;
import dev.syncline.core.definition.FieldMapping.Choice;
import dev.syncline.core.definition.FieldMapping.Computed;
import dev.syncline.core.definition.FieldMapping.Constant;
import dev.syncline.core.definition.FieldMapping.Copy;
import dev.syncline.core.definition.FieldMapping.LookedUp;
import dev.syncline.core.definition.FieldMapping.Templated;
import dev.syncline.core.expression.Expression;
import dev.syncline.core.expression.Template;
import dev.syncline.core.lookup.LookupTable;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.value.ValueTable;
import dev.syncline.core.value.ValueText;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles single mapped fields. */
final class MapCells {
  private final Schema input;
  private final LookupTables lookups;

  MapCells(Schema input, LookupTables lookups) {
    this.input = input;
    this.lookups = lookups;
  }

  /** One mapped value, or a {@link Verdict.Rejected}. */
  @FunctionalInterface
  interface Cell {
    @Nullable Object of(@Nullable Object[] in);
  }

  /**
   * A mapped field, or a part of one.
   *
   * @param field its type and limits; the name is that of the target as it is written
   * @param copied the position of the source field that it is a copy of; negative if it is none
   */
  record Column(Field field, int copied, Cell cell) {
    private static final int MADE = -1;

    Column(Field field, Cell cell) {
      this(field, MADE, cell);
    }

    static Column copy(Field field, int position) {
      return new Column(field, position, in -> in[position]);
    }
  }

  Column column(FieldMapping mapped) {
    if (mapped instanceof Copy copy) {
      return copy(copy);
    } else if (mapped instanceof Cast cast) {
      var source = SourceField.of(input, cast.source(), "map." + cast.source());
      return new Column(
          Field.of(cast.target(), cast.type()), cast(source, cast.source(), cast.type()));
    } else if (mapped instanceof Choice choice) {
      var source = SourceField.of(input, choice.source(), "map." + choice.source());
      return new Column(Field.of(choice.target(), choice.type()), choice(choice, source));
    } else if (mapped instanceof Constant constant) {
      Object value = constant.value();
      return new Column(
          new Field(constant.target(), constant.type(), false, Limits.NONE), in -> value);
    } else if (mapped instanceof Templated template) {
      return new Column(Field.of(template.target(), LogicalType.STRING), template(template));
    } else if (mapped instanceof Computed computed) {
      return computed(computed);
    } else if (mapped instanceof LookedUp looked) {
      return lookedUp(looked);
    }
    throw new IllegalStateException("no cell for " + mapped);
  }

  private Column copy(Copy copy) {
    var source = SourceField.of(input, copy.source(), "map." + copy.source());
    if (source.nested()) {
      return new Column(
          Field.of(copy.target(), LogicalType.STRING),
          cast(source, copy.source(), LogicalType.STRING));
    }
    int position = source.position();
    Field field = input.field(position);
    return Column.copy(
        new Field(copy.target(), field.type(), field.nullable(), field.limits()), position);
  }

  private static Cell cast(SourceField source, String name, LogicalType type) {
    return in -> {
      try {
        Object value = source.of(in);
        return value == null || value == Absent.ABSENT ? value : ValueCast.to(type, value);
      } catch (Refused e) {
        return new Verdict.Rejected("type", "field '" + name + "' " + e.text());
      }
    };
  }

  private static Cell choice(Choice choice, SourceField source) {
    var table = new ValueTable(choice.values(), choice.type());
    @Nullable Object otherwise =
        choice.otherwise().map(value -> ValueTable.widen(value, choice.type())).orElse(null);
    return in -> {
      Object value;
      try {
        value = source.of(in);
      } catch (Refused e) {
        return new Verdict.Rejected("type", "field '" + choice.source() + "' " + e.text());
      }
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

  private Cell template(Templated template) {
    var text =
        TemplateText.compile(new Template(template.template()), input, "map." + template.target());
    return in -> {
      try {
        return text.of(in, template.onNull());
      } catch (Refused e) {
        return new Verdict.Rejected(
            "template", "'" + template.target() + "' cannot be filled in: " + e.text());
      }
    };
  }

  private Column computed(Computed computed) {
    String where = "map." + computed.target();
    var formula = Formula.compile(new Expression(computed.expression()), input, where);
    LogicalType type =
        computed
            .type()
            .or(formula::type)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        Location.ofPath(where),
                        "the type of '"
                            + computed.expression()
                            + "' does not follow from the source; say it, as in type: decimal"));
    return new Column(
        Field.of(computed.target(), type),
        in -> {
          try {
            Object value = formula.of(in);
            if (value == null) {
              return formula.absent(in) ? Absent.ABSENT : null;
            }
            return ValueCast.to(type, value);
          } catch (Refused e) {
            return new Verdict.Rejected(
                "compute", "'" + computed.target() + "' cannot be computed: " + e.text());
          }
        });
  }

  private Column lookedUp(LookedUp looked) {
    String where = "map." + looked.target();
    var key = new ArrayList<SourceField>();
    for (String field : looked.key()) {
      key.add(SourceField.of(input, field, where));
    }
    var column = lookups.table(looked.lookup()).column(looked.value(), where);
    Optional<LogicalType> known = looked.type().or(column::type);
    LogicalType type = known.orElse(LogicalType.STRING);
    @Nullable Object otherwise =
        looked.otherwise().map(value -> defaultOf(looked, type, value)).orElse(null);
    return new Column(
        Field.of(looked.target(), type),
        in -> lookUp(looked, List.copyOf(key), column, type, otherwise, in));
  }

  private static Object defaultOf(LookedUp looked, LogicalType type, Object value) {
    try {
      return ValueCast.to(type, value);
    } catch (Refused e) {
      throw new ConfigurationException(
          Location.ofPath("map." + looked.target() + ".otherwise"), "'otherwise' " + e.text());
    }
  }

  private static @Nullable Object lookUp(
      LookedUp looked,
      List<SourceField> key,
      LookupTable.Column column,
      LogicalType type,
      @Nullable Object otherwise,
      @Nullable Object[] in) {
    try {
      var values = new ArrayList<Object>(key.size());
      for (SourceField field : key) {
        Object value = field.of(in);
        if (value == null || value == Absent.ABSENT) {
          return value;
        }
        values.add(value);
      }
      Object found = column.find(values);
      if (found != LookupTable.MISSING) {
        return found == null ? null : ValueCast.to(type, found);
      }
      return looked.missing() == LookedUp.Missing.REJECT ? missing(looked, values) : otherwise;
    } catch (Refused e) {
      return new Verdict.Rejected(
          "lookup", "'" + looked.target() + "': '" + looked.value() + "' " + e.text());
    }
  }

  private static Verdict.Rejected missing(LookedUp looked, List<Object> values) {
    return new Verdict.Rejected(
        "lookup",
        "lookup '"
            + looked.lookup()
            + "' has no entry for "
            + String.join(" and ", looked.key())
            + " "
            + String.join(", ", values.stream().map(ValueText::shown).toList()));
  }
}
