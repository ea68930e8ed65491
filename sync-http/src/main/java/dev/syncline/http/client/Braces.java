package dev.syncline.http.client;

import dev.syncline.api.record.Absent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts with names in braces, for which values are put in. All methods are pure. */
public final class Braces {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

  private Braces() {}

  /** The names in a text, in order. */
  public static List<String> names(String text) {
    return NAME.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The name of which a text consists, if it is nothing else. */
  public static Optional<String> only(String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A text with something in the place of each name; what is put in is not looked at again. */
  public static String filled(String text, UnaryOperator<String> values) {
    return NAME.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }

  /**
   * A JSON object with something in the place of each text in it, at any depth; what is absent is
   * left out of objects, and null in lists.
   */
  public static Map<String, @Nullable Object> filled(
      Map<?, ?> object, Function<String, @Nullable Object> texts) {
    var filled = new LinkedHashMap<String, @Nullable Object>();
    object.forEach(
        (name, inner) -> {
          Object value = value(inner, texts);
          if (value != Absent.ABSENT) {
            filled.put(String.valueOf(name), value);
          }
        });
    return filled;
  }

  private static @Nullable Object value(
      @Nullable Object form, Function<String, @Nullable Object> texts) {
    if (form instanceof Map<?, ?> object) {
      return filled(object, texts);
    }
    if (form instanceof List<?> list) {
      var filled = new ArrayList<@Nullable Object>();
      list.forEach(
          inner -> {
            Object value = value(inner, texts);
            filled.add(value == Absent.ABSENT ? null : value);
          });
      return filled;
    }
    return form instanceof String text ? texts.apply(text) : form;
  }
}
