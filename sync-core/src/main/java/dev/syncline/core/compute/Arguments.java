package dev.syncline.core.compute;

import dev.syncline.core.expression.Node;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The compiled arguments of a call, and what they have to be. */
record Arguments(Node.Call call, List<Term> terms) {

  Term term(int index) {
    return terms.get(index);
  }

  int count() {
    return terms.size();
  }

  int position() {
    return call.position();
  }

  @Nullable Object value(int index, @Nullable Object[] row) {
    return terms.get(index).of(row);
  }

  @Nullable BigDecimal number(int index, @Nullable Object[] row) {
    return as(BigDecimal.class, "a number", value(index, row));
  }

  @Nullable String text(int index, @Nullable Object[] row) {
    return as(String.class, "a text", value(index, row));
  }

  @Nullable Boolean truth(int index, @Nullable Object[] row) {
    return as(Boolean.class, "a truth value", value(index, row));
  }

  /** A whole number between two bounds. */
  int whole(BigDecimal number, int least, int most) {
    try {
      int whole = number.intValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException e) {
      // Said below.
    }
    throw refused("'" + call.function() + "' needs a whole number from " + least + " to " + most);
  }

  <T> @Nullable T as(Class<T> type, String kind, @Nullable Object value) {
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw refused("'" + call.function() + "' needs " + kind + ", not " + Kinds.of(value));
  }

  Refused refused(String message) {
    return Refused.at(call.position(), message);
  }
}
