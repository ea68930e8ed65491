package dev.syncline.core.compute;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.expression.Expression;
import dev.syncline.core.expression.ExpressionException;
import dev.syncline.core.expression.Function;
import dev.syncline.core.expression.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression, compiled for a schema. Used by one thread at a time. It reads nothing but the row,
 * and its work is bounded: every part is worked out at most once, and none makes a large value.
 */
public final class Formula {
  private final Term term;
  private final @Nullable LogicalType type;
  private final List<SourceField> fields;

  private Formula(Term term, @Nullable LogicalType type, List<SourceField> fields) {
    this.term = term;
    this.type = type;
    this.fields = fields;
  }

  /**
   * Compiles an expression.
   *
   * @param where the part of the definition where it stands
   * @throws ConfigurationException if it names a field that the schema does not have, or puts
   *     values together that cannot be
   */
  public static Formula compile(Expression expression, Schema schema, String where) {
    var compiler = new Compiler(schema, where);
    try {
      Typed root = compiler.compile(expression.tree());
      return new Formula(root.term(), root.type(), List.copyOf(compiler.fields));
    } catch (ExpressionException e) {
      throw new ConfigurationException(
          Location.ofPath(where),
          e.text() + ", at character " + e.position() + " of '" + expression + "'");
    }
  }

  /** The type of its values, as far as the schema tells. */
  public Optional<LogicalType> type() {
    return Optional.ofNullable(type);
  }

  /**
   * Its value for a row; null if it has none.
   *
   * @throws Refused if it cannot be worked out
   */
  public @Nullable Object of(@Nullable Object[] row) {
    return ValueCast.plain(term.of(row));
  }

  /** Whether it is true for a row; empty if that is not known, because something is null. */
  public Optional<Boolean> truth(@Nullable Object[] row) {
    Object value = term.of(row);
    if (value == null || value instanceof Boolean) {
      return Optional.ofNullable((Boolean) value);
    }
    throw new Refused("the expression gives " + Kinds.of(value) + ", not a truth value");
  }

  /** Whether it reads fields, and the row has none of them. */
  public boolean absent(@Nullable Object[] row) {
    for (SourceField field : fields) {
      if (field.of(row) != Absent.ABSENT) {
        return false;
      }
    }
    return !fields.isEmpty();
  }

  /** A compiled part; {@code nothing} for a null that the expression itself holds. */
  private record Typed(Term term, @Nullable LogicalType type, boolean nothing) {}

  private static final class Compiler {
    private final Schema schema;
    private final String where;
    private final List<SourceField> fields = new ArrayList<>();

    Compiler(Schema schema, String where) {
      this.schema = schema;
      this.where = where;
    }

    Typed compile(Node node) {
      if (node instanceof Node.Constant constant) {
        return constant(constant.value());
      } else if (node instanceof Node.Field field) {
        return field(field);
      }
      return call((Node.Call) node);
    }

    private static Typed constant(@Nullable Object value) {
      return new Typed(row -> value, value == null ? null : typeOf(value), value == null);
    }

    private static LogicalType typeOf(Object value) {
      return value instanceof BigDecimal number && number.scale() <= 0
          ? LogicalType.INTEGER
          : LogicalType.of(value);
    }

    private Typed field(Node.Field node) {
      var field = SourceField.of(schema, node.path(), where);
      fields.add(field);
      int position = node.position();
      return new Typed(
          row -> {
            Object value = field.of(row);
            if (value instanceof Number number) {
              return Bounds.decimal(number, position);
            }
            return value == Absent.ABSENT ? null : value;
          },
          field.type().orElse(null),
          false);
    }

    private Typed call(Node.Call call) {
      var terms = new ArrayList<Term>();
      var types = new ArrayList<@Nullable LogicalType>();
      for (int i = 0; i < call.arguments().size(); i++) {
        Node node = call.arguments().get(i);
        Typed argument = compile(node);
        terms.add(argument.term());
        if (!argument.nothing() && !(i == 0 && call.function() == Function.IF)) {
          types.add(argument.type());
        }
        if (argument.type() != null) {
          refuse(node.position(), Signatures.wrong(call.function(), i, argument.type()));
        }
      }
      if (types.size() == 2 && types.get(0) != null && types.get(1) != null) {
        refuse(call.position(), Signatures.wrong(call.function(), types.get(0), types.get(1)));
      }
      var arguments = new Arguments(call, List.copyOf(terms));
      return new Typed(term(arguments), Signatures.result(call.function(), types), false);
    }

    private static void refuse(int position, @Nullable String problem) {
      if (problem != null) {
        throw new ExpressionException(position, problem);
      }
    }

    private static Term term(Arguments in) {
      return switch (in.call().function()) {
        case ADD,
            SUBTRACT,
            MULTIPLY,
            DIVIDE,
            REMAINDER,
            POWER,
            NEGATE,
            ABS,
            FLOOR,
            CEIL,
            ROUND,
            NUMBER ->
            NumberCalls.of(in);
        case EQUAL,
            NOT_EQUAL,
            LESS,
            AT_MOST,
            GREATER,
            AT_LEAST,
            AND,
            OR,
            NOT,
            IF,
            COALESCE,
            IN,
            MIN,
            MAX ->
            LogicCalls.of(in);
        case DATE, YEAR, MONTH, DAY, ADD_DAYS, DAYS_BETWEEN -> DateCalls.of(in);
        default -> TextCalls.of(in);
      };
    }
  }
}
