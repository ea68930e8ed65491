package dev.syncline.core;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.compute.Refused;
import dev.syncline.core.compute.ValueCast;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.AdoptedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Tells the state store what the destination holds already. */
final class Adopting {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int CHUNK = 500;
  private static final int EXAMPLES = 5;

  private final StateStore store;
  private final RunStarter starter;
  private final SyncDefinition sync;
  private final List<String> examples = new ArrayList<>();
  private long adopted;
  private long known;
  private long unreadable;

  Adopting(StateStore store, RunStarter starter, SyncDefinition sync) {
    this.store = store;
    this.starter = starter;
    this.sync = sync;
  }

  Adoption adopt(Iterator<KnownRecord> records) {
    Schema source = starter.describe(sync);
    Lease lease = starter.lease(sync.name(), LEASE);
    try (StateSession session = store.open(lease)) {
      var book = new AdoptedRecords(sync, session);
      var chunk = new ArrayList<AdoptedRecords.Found>(CHUNK);
      while (records.hasNext()) {
        KnownRecord next = records.next();
        typed(next.key(), source)
            .ifPresent(key -> chunk.add(new AdoptedRecords.Found(key, next.ref())));
        if (chunk.size() == CHUNK || !records.hasNext()) {
          int taken = book.take(chunk);
          adopted += taken;
          known += chunk.size() - taken;
          chunk.clear();
          session.renew(LEASE);
        }
      }
      return new Adoption(adopted, known, unreadable, examples);
    } finally {
      store.release(lease);
    }
  }

  /** A key as the source gives it; empty if it cannot give such a one. */
  private Optional<Key> typed(Key key, Schema source) {
    List<String> names = sync.source().key();
    if (key.values().size() != names.size()) {
      return refuse(key, "has not " + names.size() + " values");
    }
    var values = new ArrayList<Object>();
    for (int i = 0; i < names.size(); i++) {
      Object value = key.values().get(i);
      var field = source.indexOf(names.get(i));
      try {
        values.add(
            field.isPresent() && value instanceof String
                ? ValueCast.to(source.field(field.getAsInt()).type(), value)
                : value);
      } catch (Refused e) {
        return refuse(key, e.text());
      }
    }
    return Optional.of(new Key(values));
  }

  private Optional<Key> refuse(Key key, String why) {
    unreadable++;
    if (examples.size() < EXAMPLES) {
      examples.add(key + " " + why);
    }
    return Optional.empty();
  }
}
