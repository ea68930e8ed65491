package dev.syncline.http.extract;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages with a cursor in the body")
class BodyCursorTest extends HttpExtractorContract {

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/cursor",
        "pagination",
            Map.of("type", "cursor", "path", "paging.next", "param", "cursor", "hasMore", "more"),
        "incremental", Map.of("start", "since"),
        "byKey", Map.of("path", "/all/{id}"),
        "resumable", true);
  }
}
