package dev.syncline.http.load;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A loader that sends many records in one request")
class BulkLoaderTest extends HttpLoaderContract {

  @Override
  Map<String, Object> destination() {
    var batch =
        Map.of(
            "size", 7,
            "items", "items",
            "results", "results",
            "status", "status",
            "id", "body.data.ref",
            "error", "body.error");
    return Map.of(
        "create", Map.of("path", "/bulk", "batch", batch),
        "update", Map.of("path", "/people/{ref}"),
        "delete", Map.of("path", "/bulk", "method", "DELETE", "batch", batch),
        "batchSize", 30,
        "lookup", LOOKUP);
  }
}
