package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import java.nio.ByteBuffer;

/** Key hashes as the store keeps them: 16 bytes, high half first, so that bytes sort as hashes. */
final class Hashes {
  private static final int LENGTH = 16;

  private Hashes() {}

  static byte[] bytes(KeyHash hash) {
    return bytes(hash.high(), hash.low());
  }

  static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
  }

  static KeyHash of(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new KeyHash(buffer.getLong(), buffer.getLong());
  }
}
