package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RESOLVE: puts the ids that the destination gave the parents into the parent fields. A child whose
 * parent is not there yet is parked. A parent that came back under another id makes its children
 * updates, although nothing changed at the source.
 */
final class ResolveStage {
  /** How often a parked child is tried after its parent's sync committed. */
  static final int MAX_ATTEMPTS = 5;

  private static final String MISSING_PARENT = "missing-parent";

  private final String sync;
  private final List<ParentLink> links;
  private final StateSession session;
  private final Identity identity;
  private final InFlight inFlight;
  private final Runnable settle;

  ResolveStage(
      String sync,
      List<ParentLink> links,
      StateSession session,
      Identity identity,
      InFlight inFlight,
      Runnable settle) {
    this.sync = sync;
    this.links = links;
    this.session = session;
    this.identity = identity;
    this.inFlight = inFlight;
    this.settle = settle;
  }

  void apply(WorkBatch batch) {
    batch.reach(Stage.RESOLVE);
    if (!links.isEmpty()) {
      for (int i = 0; i < links.size(); i++) {
        resolve(batch, i);
      }
      batch.rows().stream().filter(ResolveStage::hasParents).forEach(row -> link(batch, row));
    }
    for (Row row : batch.rows()) {
      if (row.open() && row.change == Change.UNCHANGED) {
        row.settle(Outcome.UNCHANGED);
      }
    }
  }

  private static boolean hasParents(Row row) {
    return row.open() && row.change != null && row.change != Change.DELETE;
  }

  private void resolve(WorkBatch batch, int index) {
    ParentLink link = links.get(index);
    ParentRefs refs = look(batch, link, index);
    if (link.sync().equals(sync) && misses(batch, refs, index)) {
      // The parent may be on its way in an earlier batch of this very run.
      settle.run();
      refs = look(batch, link, index);
    }
    for (Row row : batch.rows()) {
      KeyHash parent = hasParents(row) ? row.parents.get(index) : null;
      if (parent != null) {
        place(row, link, parent, refs);
      }
    }
  }

  private ParentRefs look(WorkBatch batch, ParentLink link, int index) {
    var keys = KeyHashes.builder(batch.rows().size());
    for (Row row : batch.rows()) {
      KeyHash parent = hasParents(row) ? row.parents.get(index) : null;
      if (parent != null) {
        keys.add(parent);
      }
    }
    return session.parents(link.sync(), keys.build());
  }

  private static boolean misses(WorkBatch batch, ParentRefs refs, int index) {
    for (Row row : batch.rows()) {
      KeyHash parent = hasParents(row) ? row.parents.get(index) : null;
      if (parent != null && refs.ref(parent).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static void place(Row row, ParentLink link, KeyHash parent, ParentRefs refs) {
    int target = position(row, link);
    Object key = row.mapped[target];
    Optional<DestinationRef> ref = refs.ref(parent).map(RecordText::ref);
    if (ref.isPresent()) {
      row.mapped[target] = ref.get().single();
      return;
    }
    var missing = new ArrayList<>(row.missing);
    String keyText =
        key instanceof List<?> values ? RecordText.ofKey(Key.of(values.toArray())) : "";
    missing.add(new MissingParent(link.field(), link.sync(), parent, keyText));
    row.missing = missing;
    row.parentCommits += refs.commits();
  }

  private static int position(Row row, ParentLink link) {
    if (row.mappedSchema == null) {
      throw new IllegalStateException("a row that was not mapped came to RESOLVE");
    }
    return FetchStage.position(row.mappedSchema, link.field(), "parent field");
  }

  private void link(WorkBatch batch, Row row) {
    if (!row.missing.isEmpty()) {
      park(batch, row);
      return;
    }
    var ids = new ArrayList<@Nullable Object>(links.size());
    links.forEach(link -> ids.add(row.mapped[position(row, link)]));
    DataHash linkHash = identity.link(ids);
    row.linkHash = linkHash;
    if (row.state != null && !row.state.linkHash().equals(Optional.of(linkHash))) {
      BitSet changed = row.changedFields;
      if (changed != null) {
        links.forEach(link -> changed.set(position(row, link)));
      }
      if (row.change == Change.UNCHANGED) {
        row.change = Change.UPDATE;
        inFlight.add(row.id);
      }
    }
  }

  /** A try counts only if the parent's sync has committed something since the last one. */
  private static void park(WorkBatch batch, Row row) {
    MissingParent first = row.missing.get(0);
    if (attempts(row) >= MAX_ATTEMPTS || gaveUpBefore(batch, row)) {
      row.reject(
          Stage.RESOLVE,
          MISSING_PARENT,
          "its parent "
              + RecordText.key(first.key())
              + " did not come: sync '"
              + first.sync()
              + "' ran "
              + MAX_ATTEMPTS
              + " times without it; check that the parent exists, and that its key has the same"
              + " type there");
    } else {
      row.settle(Outcome.PENDING);
    }
  }

  /** The attempts with this one; a child that waits for other parents than before starts again. */
  static int attempts(Row row) {
    PendingChild before = row.pending;
    if (before == null) {
      return 0;
    }
    if (!parentKeys(before.missing()).containsAll(parentKeys(row.missing))) {
      return 0;
    }
    boolean sameParents = before.missing().size() == row.missing.size();
    boolean counts = sameParents && row.parentCommits > before.parentCommits();
    return before.attempts() + (counts ? 1 : 0);
  }

  private static Set<KeyHash> parentKeys(List<MissingParent> missing) {
    return missing.stream().map(MissingParent::keyHash).collect(Collectors.toSet());
  }

  /** A scan reads it again, and nothing has changed: it stays the dead letter that it became. */
  private static boolean gaveUpBefore(WorkBatch batch, Row row) {
    return row.letter != null
        && row.letter.errorType().equals(MISSING_PARENT)
        && row.letter.raw().equals(RecordText.ofRecord(batch.schema(), row.op, row.raw));
  }
}
