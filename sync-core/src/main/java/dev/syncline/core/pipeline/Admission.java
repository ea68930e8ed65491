package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.Writes;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * INGEST, the part before anything is sent: settles the changes that the sync may not write, and
 * those that would overwrite what another sync wrote. What cannot be known from the states, the
 * destination is asked. Belongs to the loading thread.
 */
final class Admission {
  private final Writes writes;
  private final Supplier<List<String>> findOthers;
  private final StateSession session;
  private final Function<Schema, Optional<LookUp>> lookUps;
  private final boolean asks;
  private @Nullable List<String> others;
  private long changed;
  private long present;
  private long unknown;

  /**
   * @param others finds the syncs that write to the same place; asked once there is something to
   *     insert
   * @param lookUps how to ask the destination for records of a mapped schema
   * @param asks whether the destination may be asked; a plan asks nothing
   */
  Admission(
      Writes writes,
      Supplier<List<String>> others,
      StateSession session,
      Function<Schema, Optional<LookUp>> lookUps,
      boolean asks) {
    this.writes = writes;
    this.findOthers = others;
    this.session = session;
    this.lookUps = lookUps;
    this.asks = asks;
  }

  void apply(WorkBatch batch) {
    Map<Schema, List<Row>> inserts = new LinkedHashMap<>();
    for (Row row : batch.rows()) {
      if (!row.open()) {
        continue;
      }
      if (row.change == Change.UPDATE && !writes.updateExisting() && !markedDeleted(row)) {
        row.reached = Stage.INGEST;
        row.settle(Outcome.FILTERED);
        changed++;
      } else if (row.change == Change.INSERT && row.mappedSchema != null) {
        inserts.computeIfAbsent(row.mappedSchema, schema -> new ArrayList<>()).add(row);
      }
    }
    inserts.forEach(this::admit);
  }

  /** What we marked as deleted comes back: that is an insert in all but name. */
  private static boolean markedDeleted(Row row) {
    return row.state != null && row.state.dataHash().equals(DataHash.TOMBSTONE);
  }

  private void admit(Schema schema, List<Row> inserts) {
    if (!asks) {
      if (!writes.insertNew()) {
        inserts.forEach(this::leaveOut);
      }
      return;
    }
    Map<Row, Claim> claims = claims(inserts);
    List<Row> asked = writes.limited() ? inserts : List.copyOf(claims.keySet());
    if (asked.isEmpty()) {
      return;
    }
    LookUp lookUp = lookUps.apply(schema).orElse(null);
    if (lookUp == null) {
      refuseBlindness();
      return;
    }
    var known = new ArrayList<Row>();
    var keys = new ArrayList<Key>();
    for (Row row : asked) {
      Optional<Key> key = lookUp.key(schema, row.mapped);
      if (key.isPresent()) {
        known.add(row);
        keys.add(key.get());
      } else if (writes.limited()) {
        row.reject(
            Stage.INGEST,
            "no-lookup-key",
            "one of the destination fields "
                + lookUp.fields()
                + " has no value, so that nobody can tell whether the destination holds it");
      }
    }
    List<List<DestinationRef>> found = lookUp.find(keys);
    for (int i = 0; i < known.size(); i++) {
      decide(known.get(i), found.get(i), claims.get(known.get(i)));
    }
  }

  private void decide(Row row, List<DestinationRef> found, @Nullable Claim claim) {
    if (claim != null && found.contains(claim.ref())) {
      row.reject(
          Stage.INGEST,
          "taken-by-sync",
          "the destination holds key "
              + row.key
              + " already, and sync '"
              + claim.sync()
              + "' wrote it: give one of the two a namespace ('writes: {namespace: {field: value}}'),"
              + " let this one update only, or say 'sharedRows: accepted'");
    } else if (!writes.limited()) {
      return;
    } else if (found.size() > 1) {
      Journalled.refuseAmbiguous(row, found);
    } else if (found.isEmpty()) {
      if (!writes.insertNew()) {
        leaveOut(row);
      }
    } else if (writes.updateExisting()) {
      row.change = Change.UPDATE;
      row.adopted = found.get(0);
    } else {
      // Its state remembers where it is, and that nobody knows its content.
      row.reached = Stage.INGEST;
      row.adopted = found.get(0);
      row.settle(Outcome.FILTERED);
      present++;
    }
  }

  private void leaveOut(Row row) {
    row.reached = Stage.INGEST;
    row.settle(Outcome.FILTERED);
    unknown++;
  }

  private void refuseBlindness() {
    if (writes.limited()) {
      throw new ConfigurationException(
          "writes: "
              + writes.limits()
              + " needs a destination that can be asked which records it holds, and this one"
              + " cannot: map the business key to destination fields, or write to another");
    }
  }

  private Map<Row, Claim> claims(List<Row> inserts) {
    var claims = new LinkedHashMap<Row, Claim>();
    List<String> known = others;
    if (known == null) {
      known = findOthers.get();
      others = known;
    }
    for (String other : known) {
      ParentRefs refs =
          session.parents(other, KeyHashes.of(inserts.stream().map(row -> row.id).toList()));
      for (Row row : inserts) {
        refs.ref(row.id)
            .map(RecordText::ref)
            .ifPresent(ref -> claims.putIfAbsent(row, new Claim(other, ref)));
      }
    }
    return claims;
  }

  /** What a person should know. */
  List<String> notices() {
    var notices = new ArrayList<String>();
    if (changed > 0) {
      notices.add(
          changed
              + " records changed and were left as the destination has them, because"
              + " 'updateExisting' is false");
    }
    if (present > 0) {
      notices.add(
          present
              + " records were at the destination already and were left as they are, because"
              + " 'updateExisting' is false");
    }
    if (unknown > 0) {
      notices.add(
          unknown
              + (asks
                  ? " records are not at the destination and were not created, because 'insertNew'"
                      + " is false"
                  : " records are not known to be at the destination: a run looks, and updates those"
                      + " that are, because 'insertNew' is false"));
    }
    return notices;
  }

  /** A record that another sync wrote. */
  private record Claim(String sync, DestinationRef ref) {}
}
