package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What operators ask. Needs no lease and disturbs no run.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface StateQueries {

  /** The names of all syncs that ever ran, in alphabetical order. */
  List<String> syncs();

  /** How far a sync has come; the state of a new sync if it never ran. */
  SyncState state(String sync);

  /** The last runs of a sync, newest first. */
  List<RunReport> runs(String sync, int max);

  /**
   * The run whose checkpoint last wrote the record state of a key; empty if there is no state, or
   * no run that the store still knows wrote it.
   */
  Optional<RunReport> lastWriter(String sync, KeyHash key);

  /** What is known of one key or dead-letter id. */
  KeyStates find(String sync, KeyHash id);

  /** Dead letters in the order of their ids, behind {@code after}. */
  default List<DeadLetter> deadLetters(String sync, Optional<KeyHash> after, int max) {
    return deadLetters(sync, LetterSelection.all(), after, max);
  }

  /** Some of the dead letters in the order of their ids, behind {@code after}. */
  List<DeadLetter> deadLetters(
      String sync, LetterSelection selection, Optional<KeyHash> after, int max);

  /** One line for all dead letters of one fingerprint; the most letters first. */
  List<LetterGroup> letterGroups(String sync, int max);

  /** Pending children in the order of their key hashes, behind {@code after}. */
  List<PendingChild> pending(String sync, Optional<KeyHash> after, int max);
}
