package dev.syncline.http.extract;

import dev.syncline.http.simulator.ListApi;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages with a Link header")
class LinkHeaderTest extends HttpExtractorContract {

  @Override
  ListApi prepared(ListApi fresh) {
    return fresh.packed();
  }

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path", "/link",
        "pagination", Map.of("type", "link"),
        "incremental", Map.of("start", "since"));
  }
}
