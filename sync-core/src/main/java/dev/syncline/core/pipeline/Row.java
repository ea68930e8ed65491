package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.identity.RecordText;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through the stages. Each stage fills in what it finds out; a row whose
 * {@link #outcome} is set is passed over by the stages that follow. Belongs to one thread at a
 * time.
 */
final class Row {
  /** Every record has an id: its key hash, or the hash of its raw form if it has no key. */
  final KeyHash id;

  final @Nullable Key key;

  /** What is to become of it: what the source says, unless it has left the filter. */
  Op op;

  final Schema rawSchema;
  final @Nullable Object[] raw;

  /** The last stage that dealt with this row, so that a row that got lost can be traced. */
  Stage reached = Stage.FETCH;

  Schema schema;
  @Nullable Object[] values;
  @Nullable Schema mappedSchema;
  @Nullable Object[] mapped = NOTHING;
  List<@Nullable KeyHash> parents = List.of();
  @Nullable DataHash dataHash;
  @Nullable DataHash linkHash;

  /** Parents without which the record cannot be written. */
  List<MissingParent> missing = List.of();

  /** Parents without which it is written all the same, to be linked later. */
  List<MissingParent> deferred = List.of();

  long parentCommits;
  @Nullable Attempts attempts;

  @Nullable RecordState state;

  /** The ordinal of its record state, or -1; of an unchanged record that is all that is fetched. */
  long ordinal = -1;

  @Nullable PendingChild pending;
  @Nullable DeadLetter letter;
  @Nullable Change change;
  @Nullable BitSet changedFields;

  /** The letter whose edited form this row is. */
  @Nullable DeadLetter edited;

  /** The letter of a record that is not tried: it stays as it is. */
  @Nullable DeadLetter untouched;

  /** The source's flag says that the record is deleted, or it has left the filter. */
  boolean flagged;

  /** Why the record does not go on, if it was filtered. */
  @Nullable String filteredBy;

  @Nullable Outcome outcome;
  @Nullable Rejection rejection;
  @Nullable DestinationRef written;

  /** A record of the destination that was there before we wrote it. */
  @Nullable DestinationRef adopted;

  /** When it was written down that this row is about to be sent; null if it was not. */
  @Nullable Instant journalledAt;

  /** Whether only the way of hashing has changed: the state gets the new hash, nothing is sent. */
  boolean rehashed;

  /** Whether the update of this row sets the mark of a deleted record. */
  boolean marksDeleted;

  /** Whether the destination no longer holds the record, and the sync may not create it. */
  boolean goneThere;

  /** The mapped values as they are sent, where some were made to fit the destination. */
  @Nullable Object @Nullable [] fitted;

  /** Whether the answer to a call was lost: nobody knows whether the destination has it. */
  boolean inDoubt;

  /** Of one in doubt, whether a call may still take effect. */
  boolean onItsWay;

  /** What the loader threw when it was given this row alone. */
  @Nullable RuntimeException failure;

  private @Nullable String keyText;

  private static final Object[] NOTHING = new Object[0];

  Row(Schema schema, @Nullable Object[] raw, Op op, KeyHash id, @Nullable Key key) {
    this.rawSchema = schema;
    this.schema = schema;
    this.raw = raw;
    this.values = raw;
    this.op = op;
    this.id = id;
    this.key = key;
  }

  /** Whether the stages still have to deal with this row. */
  boolean open() {
    return outcome == null;
  }

  void settle(Outcome end) {
    outcome = end;
  }

  void filter(String reason) {
    outcome = Outcome.FILTERED;
    filteredBy = reason;
  }

  /** A record that does not pass the filter is treated as one that the source flags as deleted. */
  void leaveFilter() {
    outcome = null;
    op = Op.DELETE;
    flagged = true;
  }

  void reject(Stage stage, String errorType, String message) {
    outcome = Outcome.REJECTED;
    rejection = new Rejection(stage, errorType, message);
  }

  /** The change where a row without one cannot come. */
  Change requiredChange() {
    if (change == null) {
      throw new IllegalStateException("a row without a change came to " + reached);
    }
    return change;
  }

  /** Counts as rejected, as it was before; nothing is done to it. */
  void leave(DeadLetter letter) {
    outcome = Outcome.REJECTED;
    rejection = null;
    untouched = letter;
  }

  /** The keys of its parents as the state store keeps them. */
  KeyHashes parentHashes() {
    if (parents.isEmpty()) {
      return KeyHashes.EMPTY;
    }
    var hashes = KeyHashes.builder(parents.size());
    for (@Nullable KeyHash parent : parents) {
      hashes.add(parent == null ? RecordState.NO_PARENT : parent);
    }
    return hashes.build();
  }

  /** The key where a keyless row cannot come. */
  Key requiredKey() {
    if (key == null) {
      throw new IllegalStateException("a row without a key came to " + reached);
    }
    return key;
  }

  /** The text of the key where a keyless row cannot come. */
  String keyText() {
    String known = keyText;
    if (known == null) {
      known = RecordText.ofKey(requiredKey());
      keyText = known;
    }
    return known;
  }

  /** Why and where a record was refused. */
  record Rejection(Stage stage, String errorType, String message) {}
}
