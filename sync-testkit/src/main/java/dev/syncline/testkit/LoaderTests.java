package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A part of {@link LoaderContract}, and what all parts need. */
abstract class LoaderTests {

  final LoaderContract contract;

  LoaderTests(LoaderContract contract) {
    this.contract = contract;
  }

  /** A loader, or another one, for the destination that is there. */
  final Loader prepared() {
    return prepared(contract.schema());
  }

  final Loader prepared(Schema schema) {
    var loader = contract.opened();
    loader.prepare(new Target(schema, List.of("id"), false));
    return loader;
  }

  final LoaderTraits traits() {
    try (var loader = contract.loader()) {
      return loader.traits();
    }
  }

  final Changes changes() {
    return Changes.of(contract.schema());
  }

  final ChangeBatch inserts(List<SyncRecord> records) {
    var changes = Changes.of(records.get(0).schema());
    records.forEach(record -> changes.insert(key(record), record.toArray()));
    return changes.build();
  }

  final SyncRecord person(long id) {
    return SyncRecord.of(contract.schema(), id, "name-" + id);
  }

  static Key key(SyncRecord record) {
    return Key.of(Objects.requireNonNull(record.get("id"), "id"));
  }

  static List<WriteResult> write(Loader loader, Changes changes) {
    return write(loader, changes.build());
  }

  static List<WriteResult> write(Loader loader, ChangeBatch batch) {
    var results = loader.write(batch, new WriteContext("contract", "run-1", 1));
    assertThat(results).as("one result per change").hasSize(batch.size());
    return results;
  }

  static DestinationRef ref(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).ref();
  }

  final DestinationRef insert(Loader loader, long id) {
    return ref(write(loader, inserts(List.of(person(id)))).get(0));
  }

  /** The names that the destination holds, by id. */
  final Map<Object, @Nullable Object> names() {
    var names = new TreeMap<Object, @Nullable Object>();
    for (var row : contract.rows()) {
      Object id = Objects.requireNonNull(row.get("id"), "every row has an id");
      assertThat(names).as("two rows with the id %s", id).doesNotContainKey(id);
      names.put(id, row.get("name"));
    }
    return names;
  }
}
