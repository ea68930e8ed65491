package dev.syncline.http.load;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A loader whose API takes idempotency keys")
class IdempotencyKeyLoaderTest extends HttpLoaderContract {

  @Override
  Map<String, Object> destination() {
    return with(SINGLE, "idempotencyKey", Map.of("header", "Idempotency-Key"));
  }
}
