package dev.syncline.http.page;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages that begin behind the last record of the page before: {@code after_id=1234}. The list must
 * be sorted by these fields, and no two records may have the same values, or see {@link
 * TiedKeyset}. Nothing shifts, and a scan can be resumed behind any record.
 *
 * @param fields parameters, and the path of the value in a record
 * @param size the parameter for the size of a page, and its value
 * @param ends how else the end is known
 */
public record Keyset(
    Map<String, JsonPath> fields, Optional<Map.Entry<String, Long>> size, Ends ends)
    implements Pagination {

  @Override
  public PageRequest request(String position) {
    var parameters = new LinkedHashMap<String, Object>();
    if (!position.isEmpty() && JsonText.read(position).orElse(null) instanceof List<?> values) {
      int i = 0;
      for (String parameter : fields.keySet()) {
        parameters.put(parameter, values.get(i++));
      }
    }
    size.ifPresent(named -> parameters.put(named.getKey(), named.getValue()));
    return PageRequest.of(parameters);
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    if (end.last().isEmpty() || (ends.hasMore().isPresent() && ends.reached(end))) {
      return Optional.empty();
    }
    String next = behind(end.last().get());
    if (next.equals(position)) {
      throw new PermanentException(
          "the API ignores the parameter "
              + fields.keySet()
              + ": it answers the same page again; it would never end");
    }
    return Optional.of(next);
  }

  @Override
  public boolean byRecord() {
    return true;
  }

  @Override
  public String behind(Map<String, @Nullable Object> record) {
    var values = new ArrayList<Object>();
    fields.forEach(
        (parameter, path) -> {
          Object value = path.in(record);
          if (value == null) {
            throw new PermanentException(
                "a record has no '" + path + "', by which the next page is found");
          }
          values.add(value);
        });
    return JsonText.write(values);
  }

  @Override
  public List<JsonPath> wanted() {
    return ends.wanted();
  }
}
