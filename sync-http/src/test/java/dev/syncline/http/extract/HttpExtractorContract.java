package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Extractor;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.simulator.ListApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.testkit.ExtractorContract;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract over one form of pagination. */
abstract class HttpExtractorContract extends ExtractorContract {
  private final SimulatedApi api = new SimulatedApi();
  private final ListApi list = prepared(new ListApi(api, 10));
  private final TestClock clock = TestClock.at(Instant.parse("2024-01-01T00:00:00Z"));
  private Schema schema = Schema.of(Field.of("id", LogicalType.INTEGER));

  ListApi prepared(ListApi fresh) {
    return fresh;
  }

  /** What the definition says beside fields and key. */
  abstract Map<String, Object> source();

  @AfterEach
  void stop() {
    api.close();
  }

  @Override
  protected void create(Schema fields, List<SyncRecord> rows) {
    schema = fields;
    list.clear();
    rows.forEach(this::put);
  }

  @Override
  protected void put(SyncRecord row) {
    list.put(row.toMap());
    if (row.get("changed") instanceof Instant changed && changed.isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), changed));
    }
  }

  @Override
  protected void remove(Key key) {
    list.remove(key.values().get(0));
  }

  @Override
  protected Extractor extractor() {
    return extractor(api.url());
  }

  private Extractor extractor(String url) {
    var fields = new LinkedHashMap<String, Object>();
    schema
        .fields()
        .forEach(field -> fields.put(field.name(), field.type().name().toLowerCase(Locale.ROOT)));
    var config = new LinkedHashMap<String, Object>(source());
    config.put("connection", "api");
    config.put("key", List.of("id"));
    config.put("records", "data.items");
    config.put("fields", fields);
    if (cursorType().isPresent()) {
      config.put("cursor", "changed");
    }
    var client = new ApiClient(ComponentConfig.of(Map.of("url", url)), clock, clock::advance);
    return HttpExtractors.of(() -> client, ComponentConfig.of(config));
  }

  @Override
  protected Optional<Extractor> brokenExtractor() {
    return Optional.of(extractor("http://localhost:1"));
  }

  @Override
  protected Optional<LogicalType> cursorType() {
    return Optional.of(LogicalType.TIMESTAMP);
  }

  @Override
  protected Set<LogicalType> types() {
    return EnumSet.allOf(LogicalType.class);
  }

  @Override
  protected boolean absentFields() {
    return true;
  }
}
