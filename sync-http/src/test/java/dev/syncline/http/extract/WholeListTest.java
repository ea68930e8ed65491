package dev.syncline.http.extract;

import dev.syncline.api.record.LogicalType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of a list that comes at once")
class WholeListTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of("path", "/all", "pagination", "none");
  }

  @Override
  protected Optional<LogicalType> cursorType() {
    return Optional.empty();
  }
}
