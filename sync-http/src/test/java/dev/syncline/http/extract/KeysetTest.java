package dev.syncline.http.extract;

import dev.syncline.api.record.LogicalType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages behind a key")
class KeysetTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/keyset",
        "pagination", Map.of("type", "keyset", "fields", Map.of("after_id", "id")),
        "incremental",
            Map.of(
                "start",
                "since",
                "bound",
                Map.of("request", Map.of("path", "/newest"), "path", "newest")));
  }

  @Override
  protected Optional<LogicalType> cursorType() {
    return Optional.of(LogicalType.INTEGER);
  }
}
