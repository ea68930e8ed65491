package dev.syncline.http.load;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.extract.RecordList;
import dev.syncline.http.wire.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to an API. It promises upserts where the definition names one and the key is known, and
 * idempotent creates where the API takes idempotency keys.
 */
class HttpLoader implements Loader {
  private final Supplier<ApiClient> connection;
  private final LoaderSettings settings;
  private final Lanes lanes;
  private @Nullable List<String> key;
  private @Nullable ReadingBack readingBack;

  HttpLoader(Supplier<ApiClient> connection, LoaderSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.lanes = new Lanes(settings.parallel());
  }

  final ApiClient client() {
    return connection.get();
  }

  @Override
  public LoaderTraits traits() {
    LoaderTraits traits = LoaderTraits.of(settings.batchSize(), writeTime().plus(settings.late()));
    if (settings.keyHeader().isPresent() || settings.keyField().isPresent()) {
      traits = traits.withIdempotentCreate();
    }
    // A path that names a field finds the record by it; a body does so once the key is known.
    boolean keyed =
        settings.upsert().stream()
            .anyMatch(upsert -> !upsert.path().names().isEmpty() || !keyFields().isEmpty());
    return keyed ? traits.withUpsert() : traits;
  }

  private Duration writeTime() {
    return settings.writeTime().orElse(client().timeout().multipliedBy(2));
  }

  final List<String> keyFields() {
    List<String> known = key;
    return known == null ? settings.key() : known;
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    if (writeTime().compareTo(client().timeout()) < 0) {
      throw new ConfigurationException(
          "'writeTime' ("
              + writeTime()
              + ") is shorter than the 'timeout' of the connection ("
              + client().timeout()
              + "), so that a single request may take longer than the whole batch; raise the one or"
              + " lower the other");
    }
    if (key == null) {
      client().requireReachable();
    }
    List<String> fields = settings.key().isEmpty() ? target.keyFields() : settings.key();
    for (String field : fields) {
      if (!target.schema().names().contains(field)) {
        throw new PermanentException("the key field '" + field + "' is not mapped");
      }
    }
    key = List.copyOf(fields);
    readingBack = readingBack(target.schema(), fields);
    return Optional.empty();
  }

  private @Nullable ReadingBack readingBack(Schema schema, List<String> fields) {
    if (settings.list().isEmpty() || settings.read().isEmpty()) {
      return null;
    }
    var list = new RecordList(connection, settings.list().get(), schema, fields);
    return new ReadingBack(client(), settings, list, settings.read().get(), fields);
  }

  /** What reads the records back. */
  public final ReadingBack readingBack() {
    return Objects.requireNonNull(readingBack, "prepare comes before reading back");
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    List<String> fields = Objects.requireNonNull(key, "prepare comes before write");
    Duration time = writeTime().minus(client().timeout());
    var items = new ArrayList<Item>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      items.add(Item.of(batch, row, settings.keyField()));
    }
    boolean repeatable = traits().idempotent();
    return lanes.send(
        items,
        size ->
            new Sending(client(), settings, item -> keyRef(item, fields), size, repeatable, time),
        settings.together());
  }

  /** Where the API names a record by its key, as with upserts. */
  private static Optional<DestinationRef> keyRef(Item item, List<String> fields) {
    var values = new ArrayList<Object>();
    for (String field : fields) {
      Object value = item.record().get(field);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new DestinationRef(values));
  }

  final List<List<DestinationRef>> found(LookUp lookup, List<Key> keys) {
    var finding = new Finding(client(), lookup, keyFields(), settings.filters());
    return keys.stream().map(finding::find).toList();
  }

  final boolean canFind(LookUp lookup, Key sought) {
    return new Finding(client(), lookup, keyFields(), settings.filters()).canFind(sought);
  }

  final BitSet held(PathTemplate path, List<DestinationRef> refs) {
    var asking = new Asking(client(), settings.filters(), new Cancellation());
    var held = new BitSet();
    for (int i = 0; i < refs.size(); i++) {
      DestinationRef ref = refs.get(i);
      var request =
          ApiRequest.of("GET", path.fill(name -> name.equals("ref") ? ref.single() : null));
      held.set(i, asking.record(request, settings.readRecord()).isPresent());
    }
    return held;
  }

  @Override
  public Check check() {
    return client().check();
  }

  /** The client belongs to the engine. */
  @Override
  public void close() {
    lanes.close();
  }
}
