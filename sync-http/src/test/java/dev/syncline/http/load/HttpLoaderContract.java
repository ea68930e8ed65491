package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.extract.HttpExtractors;
import dev.syncline.http.simulator.PeopleApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.LoaderContract;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract over one way of writing. */
abstract class HttpLoaderContract extends LoaderContract {
  private final SimulatedApi api = new SimulatedApi();
  private final PeopleApi people = new PeopleApi(api);
  private final TestClock clock = TestClock.create();
  private Schema fields = schema();

  /** What the definition says. */
  abstract Map<String, Object> destination();

  @AfterEach
  void stop() {
    api.close();
  }

  @Override
  protected void create(Schema schema, List<String> key) {
    fields = schema;
    people.clear();
  }

  @Override
  protected Loader loader() {
    return loader(api.url());
  }

  private Loader loader(String url) {
    ApiClient client = client(url);
    return HttpLoaders.of(() -> client, ComponentConfig.of(destination()));
  }

  private ApiClient client(String url) {
    return new ApiClient(ComponentConfig.of(Map.of("url", url)), clock, clock::advance);
  }

  @Override
  protected List<Map<String, @Nullable Object>> rows() {
    var types = new LinkedHashMap<String, Object>();
    fields
        .fields()
        .forEach(field -> types.put(field.name(), field.type().name().toLowerCase(Locale.ROOT)));
    ApiClient client = client(api.url());
    var config =
        Map.of("path", "/people", "records", "results", "fields", types, "pagination", "none");
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    var limits = new BatchLimits(100_000, Long.MAX_VALUE);
    try (var extractor = HttpExtractors.of(() -> client, ComponentConfig.of(config));
        var reading = extractor.open(new ExtractRequest.FullScan(Optional.empty(), limits))) {
      for (Poll poll = reading.next(Duration.ZERO);
          poll instanceof Poll.Batch batch;
          poll = reading.next(Duration.ZERO)) {
        for (int row = 0; row < batch.records().size(); row++) {
          rows.add(batch.records().row(row).toMap());
        }
      }
    }
    return rows;
  }

  @Override
  protected Optional<Loader> brokenLoader() {
    return Optional.of(loader("http://localhost:1"));
  }

  @Override
  protected Set<LogicalType> types() {
    return EnumSet.allOf(LogicalType.class);
  }

  @Override
  protected boolean fixedFields() {
    return false;
  }

  @Override
  protected boolean loseTheNextAnswer() {
    api.loseTheNextAnswer();
    return true;
  }

  @Override
  protected boolean refuseTheNextRequest(Optional<Duration> retryAfter) {
    Told refusal = Told.of(429, "{}");
    api.next(
        retryAfter
            .map(time -> refusal.header("Retry-After", String.valueOf(time.toSeconds())))
            .orElse(refusal));
    return true;
  }

  static final Map<String, Object> LOOKUP =
      Map.of(
          "path", "/people",
          "query", Map.of("id", "{id}"),
          "records", "results",
          "id", "ref");

  static Map<String, Object> with(Map<String, Object> settings, Object... more) {
    var all = new LinkedHashMap<String, Object>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  static final Map<String, Object> SINGLE =
      Map.of(
          "connection", "api",
          "create", Map.of("path", "/people", "id", "data.ref"),
          "update", Map.of("path", "/people/{ref}"),
          "delete", Map.of("path", "/people/{ref}"));
}
