package dev.syncline.core.pipeline;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncProgress.ParentSync;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records whose links are out of date, because a parent got another reference or went: a
 * run that reads changes only does not meet them, for at the source nothing has changed. A full
 * scan meets all records, and needs none of this.
 *
 * <p>Whether anything can be out of date, each parent's sync counts; only then are the record
 * states walked through, in chunks.
 */
final class LinkRepair {
  private static final int CHUNK = 200;

  private final List<ParentLink> links;
  private final StateSession session;
  private final ProgressBook progress;
  private final Identity identity = new Identity();
  private final List<Long> renewals;

  /** Takes note of how far the parents' syncs have come, before anything is read. */
  LinkRepair(List<ParentLink> links, StateSession session, ProgressBook progress) {
    this.links = links;
    this.session = session;
    this.progress = progress;
    this.renewals =
        links.stream()
            .map(link -> session.parents(link.sync(), KeyHashes.EMPTY).renewals())
            .toList();
  }

  /** Whether links may be out of date. */
  boolean due() {
    List<Long> looked = progress.parents().stream().map(ParentSync::renewals).toList();
    return !looked.equals(renewals);
  }

  /** All links were looked at, by a full scan or by {@link #each}. */
  void done() {
    progress.linksTrueTo(renewals);
  }

  /** How many records have links that are out of date and do not wait for a parent anyway. */
  long count() {
    var count = new long[1];
    each(states -> count[0] += states.size());
    return count[0];
  }

  /** Reads the records with links out of date by key, and hands them on. */
  void repair(ReadsByKey source, FetchStage fetch, Consumer<WorkBatch> work) {
    each(
        states -> {
          List<Key> keys = states.stream().map(state -> RecordText.key(state.key())).toList();
          var batch = source.read(keys);
          List<Row> rows =
              fetch.rows(batch).stream()
                  .filter(row -> row.key != null && row.op == Op.UPSERT)
                  .toList();
          if (!rows.isEmpty()) {
            work.accept(WorkBatch.of(Intake.CARRIED, batch.schema(), rows));
          }
        });
  }

  private void each(Consumer<List<RecordState>> stale) {
    try (RecordStateScan scan = session.scan(ordinal -> true)) {
      for (List<RecordState> states = scan.next(); !states.isEmpty(); states = scan.next()) {
        List<RecordState> found = outOfDate(states);
        for (int from = 0; from < found.size(); from += CHUNK) {
          stale.accept(found.subList(from, Math.min(found.size(), from + CHUNK)));
        }
      }
    }
  }

  private List<RecordState> outOfDate(List<RecordState> states) {
    List<ParentRefs> refs = new ArrayList<>(links.size());
    for (int i = 0; i < links.size(); i++) {
      refs.add(session.parents(links.get(i).sync(), parents(states, i)));
    }
    List<RecordState> found =
        states.stream()
            .filter(state -> state.parents().size() == links.size())
            .filter(state -> !state.linkHash().equals(Optional.of(linkHash(state, refs))))
            .toList();
    if (found.isEmpty()) {
      return found;
    }
    KeyStates known = session.find(KeyHashes.of(found.stream().map(RecordState::keyHash).toList()));
    return found.stream().filter(state -> known.pending(state.keyHash()).isEmpty()).toList();
  }

  private KeyHashes parents(List<RecordState> states, int link) {
    var keys = KeyHashes.builder(states.size());
    for (RecordState state : states) {
      if (state.parents().size() == links.size()) {
        keys.add(state.parents().high(link), state.parents().low(link));
      }
    }
    return keys.build();
  }

  private DataHash linkHash(RecordState state, List<ParentRefs> refs) {
    var ids = new ArrayList<@Nullable Object>(links.size());
    for (int i = 0; i < links.size(); i++) {
      KeyHash parent = state.parents().get(i);
      ids.add(refs.get(i).ref(parent).map(ref -> RecordText.ref(ref).single()).orElse(null));
    }
    return identity.link(ids);
  }
}
