package dev.syncline.core.pipeline;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the state store knows of one key, for people.
 *
 * @param written whether the destination holds the record
 * @param lines what is stored
 */
public record StoredKey(boolean written, List<String> lines) {

  /** Copies the lines. */
  public StoredKey {
    lines = List.copyOf(lines);
  }

  private static String writer(Optional<RunReport> run) {
    return run.map(r -> ", last by run " + r.runId() + " of " + r.startedAt())
        .orElse(", by no run that the history still holds");
  }

  /** Asks for a key of a sync. */
  public static StoredKey of(StateQueries queries, String sync, KeyHash id) {
    var lines = new ArrayList<String>();
    if (!queries.syncs().contains(sync)) {
      return new StoredKey(false, List.of("this sync has never run"));
    }
    KeyStates known = queries.find(sync, id);
    known
        .state(id)
        .ifPresent(
            state ->
                lines.add(
                    (state.dataHash().equals(DataHash.TOMBSTONE)
                            ? "marked as deleted at the destination, "
                            : "written as ")
                        + state.ref()
                        + " with data hash "
                        + state.dataHash()
                        + (state.adopted() ? ", found there first" : "")
                        + writer(queries.lastWriter(sync, id))));
    known
        .pending(id)
        .ifPresent(
            child ->
                lines.add(
                    child.reason()
                        + " since "
                        + child.parkedAt()
                        + ", tried "
                        + child.attempts()
                        + " times, again from "
                        + child.nextTry()));
    known
        .deadLetter(id)
        .ifPresent(
            letter ->
                lines.add(
                    "dead letter "
                        + letter.id()
                        + " of run "
                        + letter.runId()
                        + ", "
                        + letter.attempts()
                        + " attempts, last "
                        + letter.lastSeen()
                        + ": "
                        + letter.stage()
                        + ": "
                        + letter.message()));
    if (lines.isEmpty()) {
      lines.add("nothing is known of this key");
    }
    for (RunReport run : queries.runs(sync, 1)) {
      lines.add("the last run of the sync was " + run.runId() + ", " + run.status());
    }
    boolean there =
        known.state(id).filter(s -> !s.dataHash().equals(DataHash.TOMBSTONE)).isPresent();
    return new StoredKey(there, lines);
  }
}
