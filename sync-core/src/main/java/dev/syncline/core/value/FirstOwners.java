package dev.syncline.core.value;

import dev.syncline.api.record.KeyHash;

/**
 * Remembers who had a value first: a table of 24 bytes a slot, at most three quarters full. Values
 * are known by their hash of 16 bytes, owners by 8 of theirs.
 */
public final class FirstOwners {
  private static final int WORDS = 3;
  private static final int FIRST_SLOTS = 1024;

  private final int atMost;
  private long[] slots = new long[FIRST_SLOTS * WORDS];
  private int size;

  /** An empty table for so many values. */
  public FirstOwners(int atMost) {
    this.atMost = atMost;
  }

  /**
   * Claims a value.
   *
   * @return whether nobody else had it before
   * @throws IllegalStateException if there is no room for one more
   */
  public boolean claim(KeyHash value, KeyHash owner) {
    int at = find(value.high(), value.low());
    long mark = mark(owner);
    if (slots[at + 2] != 0) {
      return slots[at + 2] == mark;
    }
    if (size == atMost) {
      throw new IllegalStateException("no room for more than " + atMost + " values");
    }
    put(at, value.high(), value.low(), mark);
    if (++size > slots.length / WORDS / 4 * 3) {
      grow();
    }
    return true;
  }

  /** Zero stands for an empty slot. */
  private static long mark(KeyHash owner) {
    return owner.low() == 0 ? 1 : owner.low();
  }

  /** Where the value is, or would be. */
  private int find(long high, long low) {
    int count = slots.length / WORDS;
    int slot = (int) (low & (count - 1));
    while (slots[slot * WORDS + 2] != 0
        && (slots[slot * WORDS] != high || slots[slot * WORDS + 1] != low)) {
      slot = (slot + 1) & (count - 1);
    }
    return slot * WORDS;
  }

  private void put(int at, long high, long low, long mark) {
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2] = mark;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    for (int at = 0; at < before.length; at += WORDS) {
      if (before[at + 2] != 0) {
        put(find(before[at], before[at + 1]), before[at], before[at + 1], before[at + 2]);
      }
    }
  }
}
