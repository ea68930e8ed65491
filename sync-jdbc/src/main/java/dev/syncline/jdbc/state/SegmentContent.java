package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.state.RecordState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** The three arrays of one segment. */
final class SegmentContent {
  private final ByteBuffer keyHashes;
  private final ByteBuffer hashes;
  private final byte[] body;

  SegmentContent(SegmentRows rows, long segment) throws SQLException {
    this.keyHashes = ByteBuffer.wrap(rows.bytes("key_hashes", segment));
    this.hashes = ByteBuffer.wrap(rows.bytes("hashes", segment));
    this.body = rows.bytes("body", segment);
  }

  long ordinal(int position) {
    return Segment.ordinal(hashes, position);
  }

  int size() {
    return keyHashes.capacity() / Segment.KEY;
  }

  /** The first place with this ordinal or a higher one. */
  int from(long ordinal) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (ordinal(middle) < ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * One state.
   *
   * @throws PermanentException if somebody has written something there that is no such state
   */
  RecordState state(int position) {
    try {
      return Segment.state(keyHashes, hashes, body, position);
    } catch (IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new PermanentException(
          "an entry of the state store is damaged ("
              + e.getMessage()
              + "); restore the store from a backup",
          e);
    }
  }
}
