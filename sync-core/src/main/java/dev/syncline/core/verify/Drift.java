package dev.syncline.core.verify;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One record in which source, record state and destination disagree.
 *
 * @param kind in what
 * @param key the business key
 * @param keyHash its hash
 * @param refs how the destination names its rows of the record: those that are there, or the one
 *     that should be
 * @param waiting whether the next run deals with it by itself, because the source has changed since
 *     the last one; else something changed at the destination, or a write went astray
 * @param fields the fields that differ
 * @param note what a person should know; may be empty
 * @param sourceHash the data hash of what the source said; empty if it is gone there
 * @param heldHash the hash of what the destination held; empty if it is not there
 */
public record Drift(
    DriftKind kind,
    Key key,
    KeyHash keyHash,
    List<DestinationRef> refs,
    boolean waiting,
    List<FieldDifference> fields,
    String note,
    String sourceHash,
    String heldHash) {

  /** Copies the lists. */
  public Drift {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(keyHash, "keyHash");
    refs = List.copyOf(refs);
    fields = List.copyOf(fields);
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(sourceHash, "sourceHash");
    Objects.requireNonNull(heldHash, "heldHash");
  }

  /** Whether the record is at the source. */
  public boolean atSource() {
    return !sourceHash.isEmpty();
  }

  /** The same, with another note. */
  public Drift noted(String other) {
    return new Drift(kind, key, keyHash, refs, waiting, fields, other, sourceHash, heldHash);
  }

  /** One line. */
  @Override
  public String toString() {
    var text = new StringBuilder(kind.words()).append("  ").append(key);
    if (kind == DriftKind.DOUBLED) {
      text.append(
          refs.stream()
              .map(DestinationRef::toString)
              .collect(Collectors.joining(", ", "  rows ", "")));
    }
    if (!fields.isEmpty()) {
      text.append(
          fields.stream()
              .map(FieldDifference::toString)
              .collect(Collectors.joining(", ", "  ", "")));
    }
    if (!note.isEmpty()) {
      text.append("  (").append(note).append(')');
    }
    return text.append(waiting ? "  (waits for the next run)" : "").toString();
  }
}
