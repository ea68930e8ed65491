package dev.syncline.http.extract;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages with a cursor in a header")
class HeaderCursorTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/header",
        "pagination", Map.of("type", "header-cursor", "header", "X-Next", "param", "after"),
        "incremental", Map.of("start", "since"));
  }
}
