package dev.syncline.core.compute;

import dev.syncline.core.value.CaseText;
import dev.syncline.core.value.ValueText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Work on texts. Characters are counted as people do, not in halves of surrogate pairs. */
final class TextCalls {
  private static final int MOST = Bounds.CHARACTERS;

  private TextCalls() {}

  static Term of(Arguments in) {
    return switch (in.call().function()) {
      case TEXT -> row -> text(in, in.value(0, row));
      case CONCAT -> row -> join(in, "", 0, row);
      case JOIN ->
          row -> {
            String separator = in.text(0, row);
            return separator == null ? null : join(in, separator, 1, row);
          };
      case SPLIT -> row -> split(in, row);
      case PART -> row -> part(in, row);
      case LIST -> row -> list(in, row);
      case UPPER -> one(in, CaseText::upper);
      case LOWER -> one(in, CaseText::lower);
      case TRIM -> one(in, String::strip);
      case LENGTH -> row -> length(in, in.value(0, row));
      case LEFT -> row -> cut(in, row, (length, n) -> new int[] {0, Math.min(n, length)});
      case RIGHT -> row -> cut(in, row, (length, n) -> new int[] {Math.max(0, length - n), length});
      case SUBSTRING -> row -> substring(in, row);
      case REPLACE -> row -> replace(in, row);
      case PAD_LEFT -> row -> padLeft(in, row);
      case CONTAINS -> test(in, String::contains);
      case STARTS_WITH -> test(in, String::startsWith);
      case ENDS_WITH -> test(in, String::endsWith);
      default -> throw new IllegalStateException("no work on texts: " + in.call().function());
    };
  }

  private static Term one(Arguments in, UnaryOperator<String> work) {
    return row -> {
      String text = in.text(0, row);
      if (text == null) {
        return null;
      }
      Bounds.characters(text.length(), in.position());
      return work.apply(text);
    };
  }

  private static Term test(Arguments in, BiPredicate<String, String> test) {
    return row -> {
      String text = in.text(0, row);
      String other = in.text(1, row);
      return text == null || other == null ? null : test.test(text, other);
    };
  }

  private static @Nullable String text(Arguments in, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Collection || value instanceof java.util.Map || value instanceof byte[]) {
      throw in.refused("'" + in.call().function() + "' makes no text of " + Kinds.of(value));
    }
    return ValueText.of(value);
  }

  /** The texts of what is there; a list counts as its items. Null if nothing is. */
  private static @Nullable String join(
      Arguments in, String separator, int from, @Nullable Object[] row) {
    var joined = new StringBuilder();
    boolean any = false;
    for (int i = from; i < in.count(); i++) {
      Object value = in.value(i, row);
      List<?> items = value instanceof List<?> list ? list : Collections.singletonList(value);
      for (Object item : items) {
        String text = text(in, item);
        if (text != null) {
          joined.append(any ? separator : "").append(text);
          Bounds.characters(joined.length(), in.position());
          any = true;
        }
      }
    }
    return any ? joined.toString() : null;
  }

  private static @Nullable List<String> parts(Arguments in, @Nullable Object[] row) {
    String text = in.text(0, row);
    String separator = in.text(1, row);
    if (text == null || separator == null) {
      return null;
    }
    if (separator.isEmpty()) {
      throw in.refused("'" + in.call().function() + "' needs a separator");
    }
    var parts = new ArrayList<String>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      if (parts.size() >= Bounds.PARTS) {
        throw in.refused("a text has more than " + Bounds.PARTS + " parts");
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static @Nullable List<String> split(Arguments in, @Nullable Object[] row) {
    List<String> parts = parts(in, row);
    return parts == null ? null : parts.stream().map(String::strip).toList();
  }

  private static @Nullable String part(Arguments in, @Nullable Object[] row) {
    List<String> parts = parts(in, row);
    BigDecimal number = in.number(2, row);
    if (parts == null || number == null) {
      return null;
    }
    int index = in.whole(number, -Bounds.PARTS, Bounds.PARTS);
    int place = index < 0 ? parts.size() + index : index;
    return place < 0 || place >= parts.size() ? null : parts.get(place).strip();
  }

  private static List<@Nullable Object> list(Arguments in, @Nullable Object[] row) {
    var items = new ArrayList<@Nullable Object>(in.count());
    for (int i = 0; i < in.count(); i++) {
      items.add(ValueCast.plain(in.value(i, row)));
    }
    return Collections.unmodifiableList(items);
  }

  private static @Nullable BigDecimal length(Arguments in, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return BigDecimal.valueOf(list.size());
    }
    String text = in.as(String.class, "a text or a list", value);
    return text == null ? null : BigDecimal.valueOf(text.codePointCount(0, text.length()));
  }

  private interface Range {
    int[] of(int length, int n);
  }

  private static @Nullable String cut(Arguments in, @Nullable Object[] row, Range range) {
    String text = in.text(0, row);
    BigDecimal number = in.number(1, row);
    if (text == null || number == null) {
      return null;
    }
    int[] ends = range.of(text.codePointCount(0, text.length()), in.whole(number, 0, MOST));
    return between(text, ends[0], ends[1]);
  }

  private static String between(String text, int from, int to) {
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  private static @Nullable String substring(Arguments in, @Nullable Object[] row) {
    String text = in.text(0, row);
    BigDecimal from = in.number(1, row);
    if (text == null || from == null) {
      return null;
    }
    int length = text.codePointCount(0, text.length());
    BigDecimal to = in.count() > 2 ? in.number(2, row) : BigDecimal.valueOf(length);
    if (to == null) {
      return null;
    }
    int start = Math.min(length, in.whole(from, 0, Integer.MAX_VALUE));
    int end = Math.max(start, Math.min(length, in.whole(to, 0, Integer.MAX_VALUE)));
    return between(text, start, end);
  }

  private static @Nullable String replace(Arguments in, @Nullable Object[] row) {
    String text = in.text(0, row);
    String from = in.text(1, row);
    String to = in.text(2, row);
    if (text == null || from == null || to == null) {
      return null;
    }
    if (from.isEmpty()) {
      throw in.refused("'replace' needs a text to look for");
    }
    // Counted before anything is made.
    long size = text.length();
    for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length())) {
      size += to.length() - from.length();
    }
    Bounds.characters(size, in.position());
    return text.replace(from, to);
  }

  private static @Nullable String padLeft(Arguments in, @Nullable Object[] row) {
    String text = in.text(0, row);
    BigDecimal number = in.number(1, row);
    String fill = in.text(2, row);
    if (text == null || number == null || fill == null) {
      return null;
    }
    if (fill.codePointCount(0, fill.length()) != 1) {
      throw in.refused("'pad_left' fills up with one character");
    }
    int missing = in.whole(number, 0, MOST) - text.codePointCount(0, text.length());
    return missing <= 0 ? text : fill.repeat(missing) + text;
  }
}
