package dev.syncline.testkit.sync;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one parent sync that the destination holds. They get there as in earnest: by a run
 * of a sync of that name, whose destination gives the ids that the test says.
 */
final class KnownParents {

  private final String sync;
  private final Map<Key, Object> ids = new LinkedHashMap<>();

  KnownParents(String sync) {
    this.sync = sync;
  }

  void put(Key key, Object id) {
    for (Key other : ids.keySet()) {
      if (other.values().size() != key.values().size()) {
        throw new IllegalArgumentException(
            "the keys of one sync have one length: "
                + key
                + " and "
                + other
                + " of '"
                + sync
                + "'");
      }
    }
    ids.put(key, id);
  }

  void run(SyncEngine engine) {
    var rows = new ArrayList<TestRow>();
    ids.forEach((key, id) -> rows.add(row(key, id)));
    int width = ids.keySet().iterator().next().values().size();
    String[] fields =
        IntStream.range(0, width).mapToObj(KnownParents::field).toArray(String[]::new);
    var shape = new RowShape(List.of(fields));
    shape.learn(rows);
    var source = ListSource.builder(shape.schema()).key(fields).snapshot().build();
    rows.forEach(row -> source.add(shape.record(row)));
    var report =
        engine.run(
            SyncDefinition.builder(sync)
                .source(source)
                .destination(DestinationSpec.local(() -> new GivesIds(ids)))
                .build());
    if (report.failure().isPresent() || report.ledger().rejected() > 0) {
      throw new IllegalStateException("the parents cannot be made known: " + report);
    }
  }

  private static TestRow row(Key key, Object id) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < key.values().size(); i++) {
      values.put(field(i), key.values().get(i));
    }
    // A parent under another id is an update, or nobody would look at it again.
    values.put("id at the destination", id.toString());
    return new TestRow(Op.UPSERT, values);
  }

  private static String field(int number) {
    return "key " + (number + 1);
  }

  private record GivesIds(Map<Key, Object> ids) implements Loader {

    @Override
    public LoaderTraits traits() {
      return LoaderTraits.of(1_000, Duration.ofSeconds(1)).withUpsert().withOrderedWrites();
    }

    @Override
    public Optional<Schema> prepare(Target target) {
      return Optional.empty();
    }

    @Override
    public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
      var results = new ArrayList<WriteResult>();
      for (int i = 0; i < batch.size(); i++) {
        Object id = ids.getOrDefault(batch.key(i), "unknown");
        results.add(WriteResult.Written.as(DestinationRef.of(id)));
      }
      return results;
    }

    @Override
    public Check check() {
      return Check.passed(ids.size() + " parents are known");
    }

    @Override
    public void close() {}
  }
}
