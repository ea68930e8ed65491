package dev.syncline.core.expression;

/** What is wrong with an expression, and at which character, counted from 1. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int position;

  /** An error at a character. */
  public ExpressionException(int position, String message) {
    super(message);
    this.position = position;
  }

  /** The character, counted from 1. */
  public int position() {
    return position;
  }

  /** The message without the position. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
