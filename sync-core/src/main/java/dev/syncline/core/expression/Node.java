package dev.syncline.core.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression. Every part is worked out at most once for a record. */
public sealed interface Node {

  /** The character where it stands, counted from 1. */
  int position();

  /**
   * A value that the expression itself holds.
   *
   * @param value a String, BigDecimal, Boolean or null
   */
  record Constant(@Nullable Object value, int position) implements Node {}

  /** The value of a field, or of a part of one. */
  record Field(String path, int position) implements Node {}

  /** What a function or an operator makes of its arguments. */
  record Call(Function function, List<Node> arguments, int position) implements Node {

    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
