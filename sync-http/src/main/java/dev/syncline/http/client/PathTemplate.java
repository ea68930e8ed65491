package dev.syncline.http.client;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path with names in braces, for which values are put in: {@code /customers/{id}/orders}. A value
 * is encoded, so that it stays one part of the path whatever it holds.
 *
 * @param text as it was written
 */
public record PathTemplate(String text) {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

  /** The names, in order. */
  public List<String> names() {
    var names = new ArrayList<String>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * The path with its values.
   *
   * @throws PermanentException if a value is missing, or would lead somewhere else
   */
  public String fill(Function<String, @Nullable Object> values) {
    var filled = new StringBuilder();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      Object value = values.apply(matcher.group(1));
      String part = value == null ? "" : JsonText.plain(value);
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new PermanentException(
            "the path '"
                + text
                + "' cannot be filled in: '"
                + matcher.group(1)
                + "' is "
                + (part.isEmpty() ? "missing" : "'" + part + "'"));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(ApiRequest.encoded(part)));
    }
    return matcher.appendTail(filled).toString();
  }
}
