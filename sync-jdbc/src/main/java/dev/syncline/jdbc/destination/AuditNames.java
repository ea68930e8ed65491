package dev.syncline.jdbc.destination;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of the columns that tell of the sync itself; each can be left out.
 *
 * @param id a UUID of version 7 for each row
 * @param createdAt when the row was written first
 * @param updatedAt when it was written last
 * @param hash the hash of the mapped record
 * @param deleted whether the record is deleted
 */
public record AuditNames(
    Optional<String> id,
    Optional<String> createdAt,
    Optional<String> updatedAt,
    Optional<String> hash,
    Optional<String> deleted) {

  /** No such columns. */
  public static final AuditNames NONE =
      new AuditNames(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** All of them, by their usual names. */
  public static final AuditNames STANDARD =
      new AuditNames(
          Optional.of("_sync_id"),
          Optional.of("_sync_created_at"),
          Optional.of("_sync_updated_at"),
          Optional.of("_sync_hash"),
          Optional.of("_sync_deleted"));

  /** Those that there are. */
  List<String> all() {
    return Stream.of(id, createdAt, updatedAt, hash, deleted).flatMap(Optional::stream).toList();
  }
}
