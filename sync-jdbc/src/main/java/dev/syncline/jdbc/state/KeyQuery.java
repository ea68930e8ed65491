package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import java.util.Optional;

/**
 * A query for rows of one sync by a list of hashes.
 *
 * @param start its beginning, up to and with a condition on the sync, its only parameter
 * @param after only rows behind this key; all if empty
 * @param column the column that is to hold one of the hashes
 * @param end what follows, without parameters
 */
record KeyQuery(String start, Optional<KeyHash> after, String column, String end) {

  /** A query by key hash. */
  static KeyQuery byKey(String start) {
    return new KeyQuery(start, Optional.empty(), "key_hash", "");
  }

  /** Its text around a condition on the column. */
  String sql(String condition) {
    return start
        + (after.isPresent() ? " AND key_hash > ?" : "")
        + " AND "
        + column
        + condition
        + end;
  }

  /** The place of its first hash among the parameters. */
  int firstHash() {
    return after.isPresent() ? 3 : 2;
  }
}
