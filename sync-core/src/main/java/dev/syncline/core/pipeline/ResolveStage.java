package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterStatus.Edited;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RESOLVE: puts the ids that the destination gave the parents into the parent fields. A child whose
 * parent is not there yet is parked, or written without the link where that is allowed. A parent
 * that came back under another id makes its children updates, although nothing changed at the
 * source.
 */
final class ResolveStage {
  private static final String MISSING_PARENT = "missing-parent";

  private final String sync;
  private final List<ParentLink> links;
  private final StateSession session;
  private final Identity identity;
  private final FreshRefs fresh;
  private final InFlight inFlight;
  private final Runnable settle;
  private final InstantSource clock;
  private final RawHash rawHash;

  ResolveStage(
      String sync,
      List<ParentLink> links,
      StateSession session,
      Identity identity,
      FreshRefs fresh,
      InFlight inFlight,
      Runnable settle,
      InstantSource clock) {
    this.sync = sync;
    this.links = links;
    this.session = session;
    this.identity = identity;
    this.fresh = fresh;
    this.inFlight = inFlight;
    this.settle = settle;
    this.clock = clock;
    this.rawHash = new RawHash(identity);
  }

  void apply(WorkBatch batch) {
    batch.reach(Stage.RESOLVE);
    if (!links.isEmpty()) {
      for (int i = 0; i < links.size(); i++) {
        resolve(batch, i);
      }
      batch.rows().stream().filter(ResolveStage::hasParents).forEach(this::link);
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
    KeyHashes keys = parents(batch, index);
    ParentRefs refs = look(link, keys);
    if (link.sync().equals(sync) && misses(keys, refs)) {
      // The parent may be on its way in an earlier batch of this very run.
      settle.run();
      refs = look(link, keys);
    }
    for (Row row : batch.rows()) {
      KeyHash parent = hasParents(row) ? row.parents.get(index) : null;
      if (parent != null) {
        place(row, link, parent, refs);
      }
    }
  }

  private static KeyHashes parents(WorkBatch batch, int index) {
    var keys = KeyHashes.builder(batch.rows().size());
    for (Row row : batch.rows()) {
      KeyHash parent = hasParents(row) ? row.parents.get(index) : null;
      if (parent != null) {
        keys.add(parent);
      }
    }
    return keys.build();
  }

  private ParentRefs look(ParentLink link, KeyHashes keys) {
    return link.sync().equals(sync)
        ? fresh.parents(session, sync, keys)
        : session.parents(link.sync(), keys);
  }

  private static boolean misses(KeyHashes keys, ParentRefs refs) {
    return keys.toList().stream().anyMatch(key -> refs.ref(key).isEmpty());
  }

  private void place(Row row, ParentLink link, KeyHash parent, ParentRefs refs) {
    int target = position(row, link);
    Object key = row.mapped[target];
    Optional<DestinationRef> ref = refs.ref(parent).map(RecordText::ref);
    if (ref.isPresent()) {
      row.mapped[target] = ref.get().single();
      return;
    }
    String keyText =
        key instanceof List<?> values ? RecordText.ofKey(Key.of(values.toArray())) : "";
    var missing = new MissingParent(link.field(), link.sync(), parent, keyText);
    if (link.deferred()) {
      row.mapped[target] = null;
      row.deferred = with(row.deferred, missing);
    } else if (link.sync().equals(sync) && parent.equals(row.id)) {
      row.reject(
          Stage.RESOLVE,
          "own-parent",
          "it is its own parent by '"
              + link.field()
              + "', so it can never be written: make the parent deferred, or null at the source");
    } else {
      row.missing = with(row.missing, missing);
      row.parentCommits += refs.commits();
    }
  }

  private static List<MissingParent> with(List<MissingParent> others, MissingParent one) {
    var all = new ArrayList<>(others);
    all.add(one);
    return all;
  }

  private static int position(Row row, ParentLink link) {
    if (row.mappedSchema == null) {
      throw new IllegalStateException("a row that was not mapped came to RESOLVE");
    }
    return FetchStage.position(row.mappedSchema, link.field(), "parent field");
  }

  private void link(Row row) {
    if (!row.missing.isEmpty()) {
      park(row);
      return;
    }
    if (!row.deferred.isEmpty()) {
      // That the link is open is not in the state store yet, where a later version has to find it.
      inFlight.add(row.id);
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

  private void park(Row row) {
    Attempts attempts = Attempts.of(row, clock.instant());
    if (attempts.usedUp() || gaveUpBefore(row)) {
      row.reject(Stage.RESOLVE, MISSING_PARENT, gaveUp(row.missing.get(0)));
    } else {
      row.attempts = attempts;
      row.settle(Outcome.PENDING);
    }
    inFlight.add(row.id);
  }

  private String gaveUp(MissingParent parent) {
    String cause =
        ofOtherType(parent)
            .map(
                other ->
                    "it has "
                        + RecordText.key(other)
                        + " with values of another type (number or text): convert one of the two")
            .orElse(
                "check that the parent exists, and that its key has the same type there; if the"
                    + " two need each other, make the parent deferred");
    return "its parent "
        + RecordText.key(parent.key())
        + " did not come: sync '"
        + parent.sync()
        + "' ran "
        + Attempts.MOST
        + " times without it; "
        + cause;
  }

  /** A parent whose key reads the same, and is not: {@code "7"} for {@code 7}. */
  private Optional<String> ofOtherType(MissingParent parent) {
    var values = new ArrayList<Object>();
    for (Object value : RecordText.key(parent.key()).values()) {
      values.add(otherType(value));
    }
    KeyHash hash = identity.key(values);
    return session
        .parents(parent.sync(), KeyHashes.of(hash))
        .ref(hash)
        .map(ref -> RecordText.ofKey(new Key(values)));
  }

  private static Object otherType(Object value) {
    if (value instanceof Number) {
      return new BigDecimal(value.toString()).toPlainString();
    }
    try {
      return value instanceof String text ? new BigDecimal(text.strip()) : value;
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** A scan reads it again, and nothing has changed: it stays the dead letter that it became. */
  private boolean gaveUpBefore(Row row) {
    DeadLetter letter = row.edited == null ? row.letter : row.edited;
    if (letter == null || !letter.errorType().equals(MISSING_PARENT)) {
      return false;
    }
    return row.edited != null && letter.status() instanceof Edited edited
        ? letter.lastSeen().isAfter(edited.editedAt())
        : letter.rawHash().equals(rawHash.of(row));
  }
}
