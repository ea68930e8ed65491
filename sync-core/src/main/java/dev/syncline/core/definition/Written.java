package dev.syncline.core.definition;

import dev.syncline.core.expression.Expression;
import dev.syncline.core.expression.ExpressionException;
import dev.syncline.core.expression.Path;
import dev.syncline.core.expression.Template;
import java.util.function.Supplier;

/** Expressions, templates and paths, with errors that name their place in the definition. */
final class Written {
  private Written() {}

  static Expression expression(String path, String text) {
    return at(path, text, () -> new Expression(text));
  }

  static Template template(String path, String text) {
    return at(path, text, () -> new Template(text));
  }

  /** The field of a mapped record, or the part of one; parts of objects only. */
  static Path target(String path, String text) {
    Refusal.name(path, text);
    Path target;
    try {
      target = Path.parse(text);
    } catch (ExpressionException e) {
      throw Refusal.at(
          path, e.text() + "; write a name with a dot or a bracket in it [\"" + text + "\"]");
    }
    if (target.indexed()) {
      throw Refusal.at(
          path,
          "'"
              + text
              + "' would build a list; use list(a, b) in an expression for that, as in '"
              + target.root()
              + "'");
    }
    return target;
  }

  private static <T> T at(String path, String text, Supplier<T> read) {
    try {
      return read.get();
    } catch (ExpressionException e) {
      throw Refusal.at(
          path,
          e.text() + ", at character " + e.position() + " of '" + text + "'; correct it there");
    }
  }
}
