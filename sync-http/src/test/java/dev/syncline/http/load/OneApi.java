package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.TestClock;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** An API that answers what it is told to, and loaders that write to it. */
abstract class OneApi {
  static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  final SimulatedApi api = new SimulatedApi();
  final TestClock clock = TestClock.create();

  @AfterEach
  void stop() {
    api.close();
  }

  Loader loader(Object... settings) {
    return loader(Map.of(), settings);
  }

  Loader loader(Map<String, Object> connection, Object... settings) {
    var api = new LinkedHashMap<String, Object>(connection);
    api.put("url", this.api.url());
    var config = new LinkedHashMap<String, Object>();
    for (int i = 0; i < settings.length; i += 2) {
      config.put((String) settings[i], settings[i + 1]);
    }
    var client = new ApiClient(ComponentConfig.of(api), clock, clock::advance);
    Loader loader = HttpLoaders.of(() -> client, ComponentConfig.of(config));
    loader.prepare(new Target(SCHEMA, List.of("id"), false));
    this.api.log().clear();
    return loader;
  }

  static final Map<String, Object> CREATE = Map.of("path", "/things", "id", "ref");

  static List<WriteResult> insert(Loader loader, long... ids) {
    var rows = RowBatch.builder(SCHEMA);
    for (long id : ids) {
      rows.add(id, "name " + id);
    }
    return write(loader, new Batch(rows.build(), Change.INSERT));
  }

  static List<WriteResult> write(Loader loader, ChangeBatch batch) {
    return loader.write(batch, new WriteContext("sync", "run", 1));
  }

  record Batch(RecordBatch values, Change kind) implements ChangeBatch {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Change change(int row) {
      return kind;
    }

    @Override
    public Key key(int row) {
      return Key.of(row);
    }

    @Override
    public Optional<DestinationRef> ref(int row) {
      return kind == Change.INSERT ? Optional.empty() : Optional.of(DestinationRef.of("r-" + row));
    }

    @Override
    public Optional<BitSet> changedFields(int row) {
      return Optional.empty();
    }

    @Override
    public String idempotencyKey(int row) {
      return "key-" + values.value(row, 0);
    }
  }

  static Told created(Object ref) {
    return Told.of(201, JsonText.write(Map.of("ref", ref)));
  }

  static DestinationRef ref(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).ref();
  }

  Loader bulk(Object... batch) {
    var form = new LinkedHashMap<String, Object>();
    form.put("size", 10);
    form.put("id", "ref");
    for (int i = 0; i < batch.length; i += 2) {
      form.put((String) batch[i], batch[i + 1]);
    }
    return loader("create", Map.of("path", "/bulk", "batch", form));
  }
}
