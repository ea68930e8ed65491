package dev.syncline.http.extract;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of numbered pages")
class NumberedPagesTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/page",
        "pagination", Map.of("type", "page", "size", 7, "sizeParam", "size", "total", "total"),
        "incremental", Map.of("start", "since"));
  }

  /** Counted pages shift, which is noticed: there is no cursor then, and no proof. */
  @Override
  protected boolean changesWhileReading() {
    return false;
  }
}
