package dev.syncline.http.catalog;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.http.catalog.OpenApiLists.Listed;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.DocumentText;
import dev.syncline.http.wire.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The lists of an API as entities, as its OpenAPI 3 document describes them. Read by hash: the
 * document does not say what has changed, or how pages follow one another.
 */
public final class OpenApiCatalog implements Catalog {
  private final Supplier<ApiClient> connection;
  private final OpenApiSettings settings;

  /**
   * A catalog that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   */
  public OpenApiCatalog(Supplier<ApiClient> connection, OpenApiSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  public List<Entity> entities() {
    String text;
    String where;
    if (settings.file().isPresent()) {
      where = settings.file().get().toString();
      text = content(settings.file().get());
    } else {
      ApiRequest request = ApiRequest.of("GET", settings.document());
      where = connection.get().where(request);
      text =
          new Asking(connection.get(), ResponseFilters.NONE, new Cancellation()).document(request);
    }
    var entities = new ArrayList<Entity>();
    for (Listed list :
        new OpenApiLists(new OpenApiDocument(DocumentText.read(text, where), where)).all()) {
      entities.add(entity(list));
    }
    return entities;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new PermanentException("the OpenAPI document " + file + " cannot be read", e);
    }
  }

  private Entity entity(Listed list) {
    var fields = new LinkedHashMap<String, Object>();
    list.fields().forEach(field -> fields.put(field.name(), rule(field)));
    var config = new LinkedHashMap<String, Object>();
    config.put("connection", settings.connection());
    config.put("path", list.path());
    config.put("records", list.records());
    list.key().ifPresent(key -> config.put("key", List.of(key)));
    list.single().ifPresent(path -> config.put("byKey", Map.of("path", path)));
    if (settings.pagination() != null) {
      config.put("pagination", settings.pagination());
    }
    config.put("fields", fields);
    return new Entity(
        list.name(),
        Schema.of(list.fields()),
        SourceSpec.of("http", ComponentConfig.of(config)),
        ChangeTracking.HASH,
        List.of());
  }

  private static Map<String, Object> rule(Field field) {
    var rule = new LinkedHashMap<String, Object>();
    rule.put("type", field.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    rule.put("path", "['" + field.name().replace("\\", "\\\\").replace("'", "\\'") + "']");
    field.limits().length().ifPresent(length -> rule.put("length", length));
    return rule;
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}
}
