package dev.syncline.core.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with fields in it, such as {@code "{first} {last}"}; <code>{{</code> and <code>}}</code>
 * stand for braces.
 *
 * @param text as it is written
 */
public record Template(String text) {

  /** A piece of a template. */
  public sealed interface Piece {

    /** What stands there as it is. */
    record Plain(String text) implements Piece {}

    /** The value of a field, or of a part of one. */
    record Value(String path) implements Piece {}
  }

  /**
   * Reads a template.
   *
   * @throws ExpressionException if a brace has no partner, or there is no field at all
   */
  public Template {
    if (pieces(text).stream().noneMatch(Piece.Value.class::isInstance)) {
      throw new ExpressionException(
          1, "the template '" + text + "' names no field; write {field}, or use a constant");
    }
  }

  /** Its pieces in order. Read anew at every call. */
  public List<Piece> pieces() {
    return pieces(text);
  }

  /** The fields that it reads. */
  public List<String> fields() {
    return pieces().stream()
        .filter(Piece.Value.class::isInstance)
        .map(piece -> ((Piece.Value) piece).path())
        .distinct()
        .toList();
  }

  private static List<Piece> pieces(String text) {
    var pieces = new ArrayList<Piece>();
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        plain.append(c);
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        String path = end < 0 ? "" : text.substring(i + 1, end).strip();
        if (path.isEmpty()) {
          throw new ExpressionException(i + 1, "'{' begins the name of a field, and '}' ends it");
        }
        if (!plain.isEmpty()) {
          pieces.add(new Piece.Plain(plain.toString()));
          plain.setLength(0);
        }
        pieces.add(new Piece.Value(path));
        i = end;
      } else if (c == '}') {
        throw new ExpressionException(i + 1, "'}' has no '{'; write '}}' for a brace");
      } else {
        plain.append(c);
      }
    }
    if (!plain.isEmpty()) {
      pieces.add(new Piece.Plain(plain.toString()));
    }
    return pieces;
  }

  @Override
  public String toString() {
    return text;
  }
}
