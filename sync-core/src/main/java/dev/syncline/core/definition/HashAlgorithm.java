package dev.syncline.core.definition;

/** How data hashes are made. Keys are always hashed with XXH128. */
public enum HashAlgorithm {
  /** 128 bits, not cryptographic, and the fastest: two contents never meet by accident. */
  XXH128,
  /** 256 bits, cryptographic: for contents whose authors would gain by a collision. */
  SHA_256,
  /**
   * 256 bits, cryptographic, too: for records whose hashes are compared with those of other tools.
   * In Java slower than {@link #SHA_256}, which processors know by heart.
   */
  BLAKE3
}
