package dev.syncline.http.extract;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages by offset")
class OffsetTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/offset",
        "pagination", Map.of("type", "offset", "size", 9, "sizeParam", "size", "overlap", 2),
        "incremental", Map.of("start", "since"));
  }

  /** Counted pages shift, which is noticed: there is no cursor then, and no proof. */
  @Override
  protected boolean changesWhileReading() {
    return false;
  }
}
