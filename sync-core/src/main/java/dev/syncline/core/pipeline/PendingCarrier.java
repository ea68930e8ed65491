package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes parked children up again: those whose parents have arrived at once, the others when their
 * time has come and their parent's sync has committed something since the last try.
 */
final class PendingCarrier {
  private final StateSession session;
  private final FetchStage fetch;
  private final int pageSize;
  private Optional<KeyHash> after = Optional.empty();
  private boolean ended;

  PendingCarrier(StateSession session, FetchStage fetch, int pageSize) {
    this.session = session;
    this.fetch = fetch;
    this.pageSize = pageSize;
  }

  /**
   * The next children to be tried, grouped by their schema; empty lists may come before the end.
   */
  List<WorkBatch> next(Instant now) {
    List<PendingChild> page = session.pending(after, pageSize);
    if (page.size() < pageSize) {
      ended = true;
    }
    if (page.isEmpty()) {
      return List.of();
    }
    after = Optional.of(page.get(page.size() - 1).keyHash());
    Map<String, ParentRefs> parents = parentsOf(page);
    Map<Schema, List<SyncRecord>> ready = new LinkedHashMap<>();
    for (PendingChild child : page) {
      if (arrived(child, parents) || due(child, parents, now)) {
        SyncRecord record = RecordText.record(child.raw());
        ready.computeIfAbsent(record.schema(), schema -> new ArrayList<>()).add(record);
      }
    }
    var batches = new ArrayList<WorkBatch>();
    ready.forEach(
        (schema, records) ->
            batches.add(
                WorkBatch.of(Intake.CARRIED, schema, fetch.rows(RowBatch.of(schema, records)))));
    return batches;
  }

  boolean ended() {
    return ended;
  }

  private Map<String, ParentRefs> parentsOf(List<PendingChild> page) {
    Map<String, KeyHashes.Builder> keys = new HashMap<>();
    for (PendingChild child : page) {
      for (MissingParent parent : child.missing()) {
        keys.computeIfAbsent(parent.sync(), sync -> KeyHashes.builder(page.size()))
            .add(parent.keyHash());
      }
    }
    Map<String, ParentRefs> refs = new HashMap<>();
    keys.forEach((sync, builder) -> refs.put(sync, session.parents(sync, builder.build())));
    return refs;
  }

  private static boolean arrived(PendingChild child, Map<String, ParentRefs> parents) {
    return child.missing().stream()
        .allMatch(
            parent -> {
              ParentRefs refs = parents.get(parent.sync());
              return refs != null && refs.ref(parent.keyHash()).isPresent();
            });
  }

  private static boolean due(PendingChild child, Map<String, ParentRefs> parents, Instant now) {
    if (child.nextTry().isAfter(now)) {
      return false;
    }
    long commits = 0;
    for (MissingParent parent : child.missing()) {
      ParentRefs refs = parents.get(parent.sync());
      commits += refs == null ? 0 : refs.commits();
    }
    return commits > child.parentCommits();
  }
}
