package dev.syncline.core.identity;

import java.util.Arrays;

/**
 * BLAKE3 with its default length of 256 bits, without a key. Written from the specification
 * (O'Connor, Aumasson, Neves, Wilcox-O'Hearn: "BLAKE3, one function, fast everywhere", sections 2.1
 * to 2.6). The input is cut into chunks of 1024 bytes; the chaining values of the chunks are the
 * leaves of a binary tree, whose root is the hash.
 *
 * <p>Allocates nothing after it was made. Not safe for use by several threads.
 */
final class Blake3 {
  /** The number of bytes of a hash. */
  static final int SIZE = 32;

  private static final int BLOCK = 64;
  private static final int CHUNK = 1024;
  private static final int ROUNDS = 7;

  private static final int CHUNK_START = 1;
  private static final int CHUNK_END = 1 << 1;
  private static final int PARENT = 1 << 2;
  private static final int ROOT = 1 << 3;

  private static final int[] IV = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

  /** Which message word each step of each round takes. */
  private static final int[] SCHEDULE = schedule();

  /** An array has fewer than 2^31 bytes, so that the tree has at most 2^21 leaves. */
  private static final int MAX_DEPTH = 22;

  private final int[] message = new int[16];
  private final int[] state = new int[16];
  private final int[] value = new int[8];
  private final int[] waiting = new int[8 * MAX_DEPTH];
  private int depth;

  /** Writes the hash of the first {@code length} bytes into {@code out}. */
  void hash(byte[] bytes, int length, byte[] out) {
    depth = 0;
    int start = 0;
    long chunks = 0;
    while (length - start > CHUNK) {
      chunk(bytes, start, CHUNK, chunks, 0);
      start += CHUNK;
      chunks++;
      addLeaf(chunks);
    }
    chunk(bytes, start, length - start, chunks, depth == 0 ? ROOT : 0);
    while (depth > 0) {
      parent(depth == 1 ? ROOT : 0);
    }
    for (int i = 0; i < SIZE; i++) {
      out[i] = (byte) (value[i >> 2] >> 8 * (i & 3));
    }
  }

  /**
   * Completes every subtree that this leaf is the last of: as many as the number of leaves has
   * zeros at its end.
   */
  private void addLeaf(long leaves) {
    for (long rest = leaves; (rest & 1) == 0; rest >>= 1) {
      parent(0);
    }
    System.arraycopy(value, 0, waiting, 8 * depth, 8);
    depth++;
  }

  /** The parent of the last subtree that waits and of the one that was just made. */
  private void parent(int flags) {
    depth--;
    System.arraycopy(waiting, 8 * depth, message, 0, 8);
    System.arraycopy(value, 0, message, 8, 8);
    System.arraycopy(IV, 0, value, 0, 8);
    compress(0, BLOCK, PARENT | flags);
  }

  private void chunk(byte[] bytes, int start, int length, long number, int flags) {
    System.arraycopy(IV, 0, value, 0, 8);
    int at = start;
    int end = start + length;
    int first = CHUNK_START;
    while (end - at > BLOCK) {
      load(bytes, at, BLOCK);
      compress(number, BLOCK, first);
      at += BLOCK;
      first = 0;
    }
    load(bytes, at, end - at);
    compress(number, end - at, first | CHUNK_END | flags);
  }

  /** A block as little-endian words, filled up with zeros. */
  private void load(byte[] bytes, int start, int length) {
    Arrays.fill(message, 0);
    for (int i = 0; i < length; i++) {
      message[i >> 2] |= (bytes[start + i] & 0xFF) << 8 * (i & 3);
    }
  }

  /** Mixes the message into the chaining value. */
  private void compress(long counter, int length, int flags) {
    int[] v = state;
    System.arraycopy(value, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 4);
    v[12] = (int) counter;
    v[13] = (int) (counter >> 32);
    v[14] = length;
    v[15] = flags;
    for (int round = 0; round < ROUNDS; round++) {
      int at = 16 * round;
      mix(0, 4, 8, 12, at);
      mix(1, 5, 9, 13, at + 2);
      mix(2, 6, 10, 14, at + 4);
      mix(3, 7, 11, 15, at + 6);
      mix(0, 5, 10, 15, at + 8);
      mix(1, 6, 11, 12, at + 10);
      mix(2, 7, 8, 13, at + 12);
      mix(3, 4, 9, 14, at + 14);
    }
    for (int i = 0; i < 8; i++) {
      value[i] = v[i] ^ v[i + 8];
    }
  }

  /** The quarter round. */
  private void mix(int ia, int ib, int ic, int id, int at) {
    int a = state[ia];
    int b = state[ib];
    int c = state[ic];
    int d = state[id];
    a += b + message[SCHEDULE[at]];
    d = Integer.rotateRight(d ^ a, 16);
    c += d;
    b = Integer.rotateRight(b ^ c, 12);
    a += b + message[SCHEDULE[at + 1]];
    d = Integer.rotateRight(d ^ a, 8);
    c += d;
    b = Integer.rotateRight(b ^ c, 7);
    state[ia] = a;
    state[ib] = b;
    state[ic] = c;
    state[id] = d;
  }

  private static int[] schedule() {
    int[] words = new int[16 * ROUNDS];
    for (int i = 0; i < 16; i++) {
      words[i] = i;
    }
    for (int i = 16; i < words.length; i++) {
      words[i] = words[i - i % 16 - 16 + PERMUTATION[i % 16]];
    }
    return words;
  }
}
