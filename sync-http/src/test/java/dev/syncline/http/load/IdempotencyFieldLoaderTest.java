package dev.syncline.http.load;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A loader whose API takes idempotency keys in a field")
class IdempotencyFieldLoaderTest extends HttpLoaderContract {

  @Override
  Map<String, Object> destination() {
    return with(SINGLE, "idempotencyKey", Map.of("field", "key"));
  }
}
