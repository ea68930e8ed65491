package dev.syncline.http.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.Braces;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.wire.Cancellation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by key, one request for each. What an API finds is not believed: it may look for
 * something like the key, or ignore the parameter and answer its first page.
 */
final class Finding {
  private final ApiClient client;
  private final LookUp lookup;
  private final List<String> keyFields;
  private final Asking asking;

  Finding(ApiClient client, LookUp lookup, List<String> keyFields, ResponseFilters filters) {
    this.client = client;
    this.lookup = lookup;
    this.keyFields = keyFields;
    this.asking = new Asking(client, filters, new Cancellation());
  }

  /** Whether there is an address at which this key could be asked for. */
  boolean canFind(Key key) {
    try {
      request(values(key));
      return true;
    } catch (PermanentException e) {
      return false;
    }
  }

  /** The references of all records with this key. */
  List<DestinationRef> find(Key key) {
    Map<String, Object> values = values(key);
    ApiRequest request = request(values);
    var found = new ArrayList<DestinationRef>();
    boolean others = false;
    for (Map<String, @Nullable Object> record : records(request)) {
      if (!has(record, values, request)) {
        others = true;
        continue;
      }
      Object id = lookup.id().in(record);
      if (id == null) {
        throw new PermanentException(
            client.where(request) + " answers a record without '" + lookup.id() + "'");
      }
      found.add(DestinationRef.of(id));
    }
    if (others && found.isEmpty()) {
      throw new PermanentException(
          client.where(request)
              + " answers records with other keys than the one it was asked for, so that nobody"
              + " knows whether there is such a record; check the parameters of 'lookup'");
    }
    return found;
  }

  /** Only an address that names the key says that there is no such record by not being there. */
  private List<Map<String, @Nullable Object>> records(ApiRequest request) {
    return lookup.path().names().isEmpty()
        ? asking.records(request, lookup.records())
        : asking.recordsIfThere(request, lookup.records());
  }

  private Map<String, Object> values(Key key) {
    var values = new HashMap<String, Object>();
    for (int i = 0; i < keyFields.size(); i++) {
      values.put(keyFields.get(i), key.values().get(i));
    }
    return values;
  }

  private ApiRequest request(Map<String, Object> values) {
    RequestTemplate form = lookup.request();
    var query = new LinkedHashMap<String, String>();
    form.query().forEach((name, text) -> query.put(name, filled(text, values)));
    return new RequestTemplate(
            form.method(),
            form.path(),
            query,
            form.headers(),
            form.body().map(body -> Braces.filled(body, text -> value(text, values))))
        .request(lookup.path().fill(values::get), Map.of(), Map.of());
  }

  /** A text that is nothing but a name becomes the value itself, a number for instance. */
  private static @Nullable Object value(String text, Map<String, Object> values) {
    Object value = Braces.only(text).map(values::get).orElse(null);
    return value == null ? filled(text, values) : value;
  }

  /** Names in braces anywhere in a text, so that filters such as {@code number:"{number}"} work. */
  private static String filled(String text, Map<String, Object> values) {
    return Braces.filled(
        text,
        name -> {
          Object value = values.get(name);
          return value == null ? "{" + name + "}" : JsonText.plain(value);
        });
  }

  private boolean has(
      Map<String, @Nullable Object> record, Map<String, Object> values, ApiRequest request) {
    for (var field : values.entrySet()) {
      JsonPath path =
          lookup
              .match()
              .getOrDefault(field.getKey(), new JsonPath(List.of(field.getKey()), field.getKey()));
      if (!path.existsIn(record)) {
        throw new PermanentException(
            client.where(request)
                + " answers a record without '"
                + path
                + "', so that nobody can see whether it is the right one; say under 'match' where"
                + " the key stands");
      }
      Object found = path.in(record);
      if (found == null || !JsonText.same(found, field.getValue())) {
        return false;
      }
    }
    return true;
  }
}
