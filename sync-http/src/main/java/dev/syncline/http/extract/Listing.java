package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.page.PageSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that an API answers, page by page.
 *
 * @param template how it is asked for
 * @param path the path, already filled in and encoded
 * @param records where the records stand in an answer
 * @param pages how pages follow one another
 * @param filters what answers mean
 * @param key where the values of the business key stand in a record
 */
public record Listing(
    RequestTemplate template,
    String path,
    JsonPath records,
    PageSettings pages,
    ResponseFilters filters,
    List<JsonPath> key) {

  /** Copies the key. */
  public Listing {
    key = List.copyOf(key);
  }

  /**
   * Reads a list from the settings of a source.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static Listing of(ComponentConfig config) {
    return SourceSettings.of(config).listing();
  }

  /** The same kind of list behind another path. */
  Listing at(String filled) {
    return new Listing(template, filled, records, pages, filters, key);
  }

  /** What tells a record from others; empty if it has no key. */
  String keyOf(Map<String, @Nullable Object> record) {
    var text = new StringBuilder();
    for (JsonPath path : key) {
      Object value = path.in(record);
      if (value == null) {
        return "";
      }
      text.append(JsonText.write(value)).append(' ');
    }
    return text.toString();
  }
}
