package dev.syncline.http.load;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A loader whose API has upserts")
class UpsertLoaderTest extends HttpLoaderContract {

  @Override
  Map<String, Object> destination() {
    return Map.of(
        "upsert", Map.of("path", "/people/by-id/{id}"),
        "update", Map.of("path", "/people/by-id/{ref}"),
        "delete", Map.of("path", "/people/by-id/{ref}"));
  }
}
