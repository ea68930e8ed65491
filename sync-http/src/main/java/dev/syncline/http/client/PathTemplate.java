package dev.syncline.http.client;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonText;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A path with names in braces, for which values are put in: {@code /customers/{id}/orders}. A value
 * is encoded, so that it stays one part of the path whatever it holds.
 *
 * @param text as it was written
 */
public record PathTemplate(String text) {
  /** The names, in order. */
  public List<String> names() {
    return Braces.names(text);
  }

  /**
   * The path with its values.
   *
   * @throws PermanentException if a value is missing, or would lead somewhere else
   */
  public String fill(Function<String, @Nullable Object> values) {
    return Braces.filled(text, name -> part(name, values.apply(name)));
  }

  private String part(String name, @Nullable Object value) {
    String part = value == null ? "" : JsonText.plain(value);
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw new PermanentException(
          "the path '"
              + text
              + "' cannot be filled in: '"
              + name
              + "' is "
              + (part.isEmpty() ? "missing" : "'" + part + "'"));
    }
    return ApiRequest.encoded(part);
  }
}
