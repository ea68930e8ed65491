package dev.syncline.core.pipeline;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.InDoubtWrites.Doubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at the destination for inserts whose answer nobody heard. */
final class LookedUpInserts implements InDoubtWrites.Inserts {
  private final InDoubtWrites writes;
  private final LookUp lookUp;
  private final boolean repeats;
  private final boolean ordered;
  private final Consumer<KeyHash> ambiguous;

  /**
   * @param repeats whether a write may be sent again although it may still arrive
   * @param ordered whether one that arrives late does not undo a later one
   * @param ambiguous takes keys that the destination holds more than once
   */
  LookedUpInserts(
      InDoubtWrites writes,
      LookUp lookUp,
      boolean repeats,
      boolean ordered,
      Consumer<KeyHash> ambiguous) {
    this.writes = writes;
    this.lookUp = lookUp;
    this.repeats = repeats;
    this.ordered = ordered;
    this.ambiguous = ambiguous;
  }

  @Override
  public void resolve(List<Doubt> doubts) {
    List<Doubt> absent = settleFound(doubts);
    if (!absent.isEmpty()) {
      // It may not be found yet, or still be on its way: sent again meanwhile, it could be there
      // twice.
      Instant found = absent.stream().map(this::found).max(Instant::compareTo).orElseThrow();
      if (!lookUp.isPast(found)) {
        if (!lookUp.await(found)) {
          return;
        }
        absent = settleFound(absent);
      }
    }
    for (Doubt doubt : absent) {
      // Where a late one does no harm, the run goes on, and the next one looks again.
      if (doubt.state() != null || lookUp.isPast(visible(doubt))) {
        writes.forget(doubt);
      }
    }
  }

  /** When looking again may tell more. */
  private Instant found(Doubt doubt) {
    return repeats && ordered ? lookUp.foundFrom(doubt.intent().journalledAt()) : visible(doubt);
  }

  @Override
  public boolean outlivesInserts() {
    return repeats && !ordered;
  }

  @Override
  public boolean outlive(Instant sent) {
    return (repeats && ordered) || lookUp.await(lookUp.visibleFrom(sent));
  }

  private Instant visible(Doubt doubt) {
    return lookUp.visibleFrom(doubt.intent().journalledAt());
  }

  /** Books what is there; returns what is not. */
  private List<Doubt> settleFound(List<Doubt> doubts) {
    var absent = new ArrayList<Doubt>();
    var asked = new ArrayList<Doubt>();
    var keys = new ArrayList<Key>();
    for (Doubt doubt : doubts) {
      Optional<Key> key = doubt.intent().values().map(RecordText::record).flatMap(this::key);
      if (key.isPresent()) {
        asked.add(doubt);
        keys.add(key.get());
      } else {
        absent.add(doubt);
      }
    }
    List<List<DestinationRef>> found = lookUp.find(keys);
    for (int i = 0; i < asked.size(); i++) {
      Doubt doubt = asked.get(i);
      switch (found.get(i).size()) {
        case 0 -> absent.add(doubt);
        case 1 -> arrived(doubt, found.get(i).get(0));
        default -> ambiguous.accept(doubt.intent().keyHash());
      }
    }
    return absent;
  }

  /** An upsert may have met a record that was there before, and not changed it yet. */
  private void arrived(Doubt doubt, DestinationRef ref) {
    boolean unknown = repeats || lookUp.unfinished(ref);
    DataHash content = unknown ? DataHash.UNKNOWN : doubt.intent().dataHash();
    writes.arrived(doubt, RecordText.ofRef(ref), content);
  }

  private Optional<Key> key(SyncRecord values) {
    return values.schema().names().containsAll(lookUp.fields())
        ? lookUp.key(values.schema(), values.toArray())
        : Optional.empty();
  }
}
