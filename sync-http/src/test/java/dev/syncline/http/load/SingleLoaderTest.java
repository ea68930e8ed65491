package dev.syncline.http.load;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A loader that sends one request for each record and looks up")
class SingleLoaderTest extends HttpLoaderContract {

  @Override
  Map<String, Object> destination() {
    return with(SINGLE, "lookup", LOOKUP, "read", Map.of("path", "/people/{ref}"));
  }
}
