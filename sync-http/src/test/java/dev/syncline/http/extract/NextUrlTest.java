package dev.syncline.http.extract;

import dev.syncline.http.simulator.ListApi;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An extractor of pages that hold the address of the next one")
class NextUrlTest extends HttpExtractorContract {

  @Override
  ListApi prepared(ListApi fresh) {
    return fresh.sortedByChange();
  }

  @Override
  Map<String, Object> source() {
    return Map.of(
        "path",
        "/next",
        "pagination",
        Map.of("type", "next-url", "path", "links.next"),
        "incremental",
        Map.of("start", "since", "ordered", true),
        "resumable",
        true);
  }
}
