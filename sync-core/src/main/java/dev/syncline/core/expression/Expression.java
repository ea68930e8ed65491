package dev.syncline.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An expression that is well formed. Immutable; equal when the texts are.
 *
 * @param text as it is written
 */
public record Expression(String text) {
  /** The largest number of characters. */
  public static final int MOST_CHARACTERS = 4000;

  /**
   * Reads an expression.
   *
   * @throws ExpressionException if it is not well formed
   */
  public Expression {
    Grammar.parse(text);
  }

  /** What it says. Read anew at every call. */
  public Node tree() {
    return Grammar.parse(text);
  }

  /** The fields that it reads, or parts of them, in alphabetical order. */
  public List<String> fields() {
    var fields = new TreeSet<String>();
    collect(tree(), fields);
    return new ArrayList<>(fields);
  }

  private static void collect(Node node, TreeSet<String> fields) {
    if (node instanceof Node.Field field) {
      fields.add(field.path());
    } else if (node instanceof Node.Call call) {
      call.arguments().forEach(argument -> collect(argument, fields));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
