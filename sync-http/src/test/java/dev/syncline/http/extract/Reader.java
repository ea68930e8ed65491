package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an API as an engine does, and keeps what it was told. */
final class Reader {
  static final BatchLimits LIMITS = new BatchLimits(1_000, 1 << 20);

  final TestClock clock = TestClock.create();
  final List<SyncRecord> rows = new ArrayList<>();
  final List<Poll> others = new ArrayList<>();
  final Extractor extractor;

  Reader(String url, Map<String, Object> connection, Map<String, Object> source) {
    var api = new LinkedHashMap<String, Object>(connection);
    api.put("url", url);
    var config = new LinkedHashMap<String, Object>(source);
    config.putIfAbsent("connection", "api");
    config.putIfAbsent("key", List.of("id"));
    var client = new ApiClient(ComponentConfig.of(api), clock, clock::advance);
    extractor = HttpExtractors.of(() -> client, ComponentConfig.of(config));
  }

  Reader(String url, Map<String, Object> source) {
    this(url, Map.of(), source);
  }

  static ExtractRequest everything() {
    return new ExtractRequest.FullScan(Optional.empty(), LIMITS);
  }

  Poll.End readAll() {
    return read(everything());
  }

  Poll.End read(ExtractRequest request) {
    try (Extraction extraction = extractor.open(request)) {
      return rest(extraction);
    }
  }

  Poll.End rest(Extraction extraction) {
    for (int polls = 0; polls < 10_000; polls++) {
      Poll poll = extraction.next(Duration.ofSeconds(1));
      if (poll instanceof Poll.End end) {
        return end;
      }
      take(poll);
    }
    throw new AssertionError("no end: " + others);
  }

  void take(Poll poll) {
    if (poll instanceof Poll.Batch batch) {
      for (int row = 0; row < batch.records().size(); row++) {
        rows.add(batch.records().row(row));
      }
    } else {
      others.add(poll);
    }
  }

  List<Object> ids() {
    return rows.stream().map(row -> row.get("id")).toList();
  }
}
