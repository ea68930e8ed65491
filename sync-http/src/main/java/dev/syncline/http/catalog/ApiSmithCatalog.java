package dev.syncline.http.catalog;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.wire.Cancellation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The APIs of an APISmith as entities: {@code GET /api/v1/apis} tells the columns, the business
 * keys and how changes are found; {@code GET /api/v1/data/{slug}} the rows.
 */
public final class ApiSmithCatalog implements Catalog {
  private final Supplier<ApiClient> connection;
  private final ApiSmithSettings settings;

  /**
   * A catalog that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   */
  public ApiSmithCatalog(Supplier<ApiClient> connection, ApiSmithSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  public List<Entity> entities() {
    ApiClient client = connection.get();
    var asking = new Asking(client, ResponseFilters.NONE, new Cancellation());
    ApiRequest request = ApiRequest.of("GET", settings.apis());
    var entities = new ArrayList<Entity>();
    var slugs = new HashSet<String>();
    for (Map<String, @Nullable Object> api : asking.records(request, JsonPath.ROOT)) {
      var told = new ToldApi(api, client.where(request));
      if (!slugs.add(told.slug())) {
        throw new PermanentException(
            client.where(request) + " lists the API '" + told.slug() + "' twice");
      }
      entities.add(new ApiSmithEntity(settings, told, asking).entity());
    }
    return entities;
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}
}
