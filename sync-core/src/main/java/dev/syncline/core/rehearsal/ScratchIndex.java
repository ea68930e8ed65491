package dev.syncline.core.rehearsal;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A number for each of many keys, 24 bytes a key. A small one is in memory; a large one is mapped
 * from a scratch file, so that the heap does not grow with it. Gone with the process.
 *
 * <p>Not safe for use by several threads.
 */
public final class ScratchIndex {
  /** Stands for a key that is not in the index; cannot be stored. */
  public static final long NONE = 0;

  private static final int SLOT = 3 * Long.BYTES;
  private static final int MOST_IN_MEMORY = 1 << 16;
  private static final int MOST = 1 << 26;

  private ByteBuffer slots;
  private int capacity;
  private int used;

  /** An empty index. */
  public ScratchIndex() {
    this.capacity = 1 << 8;
    this.slots = ByteBuffer.allocate(capacity * SLOT);
  }

  /** The number of a key, or {@link #NONE}. */
  public long get(KeyHash key) {
    return slots.getLong(slotOf(key) + 2 * Long.BYTES);
  }

  /** How many keys there are. */
  public int size() {
    return used;
  }

  /** Stores the number of a key, in the place of an earlier one. */
  public void put(KeyHash key, long number) {
    if (number == NONE) {
      throw new IllegalArgumentException("0 stands for a key that is not there");
    }
    int slot = slotOf(key);
    if (slots.getLong(slot + 2 * Long.BYTES) == NONE) {
      if (used >= capacity / 5 * 3) {
        grow();
        slot = slotOf(key);
      }
      used++;
    }
    slots.putLong(slot, key.high());
    slots.putLong(slot + Long.BYTES, key.low());
    slots.putLong(slot + 2 * Long.BYTES, number);
  }

  /**
   * Where the key is, or where it would be: the hash is a good one, so its bits choose the slot.
   */
  private int slotOf(KeyHash key) {
    for (int i = (int) key.low() & (capacity - 1); ; i = (i + 1) & (capacity - 1)) {
      int slot = i * SLOT;
      boolean free = slots.getLong(slot + 2 * Long.BYTES) == NONE;
      if (free
          || (slots.getLong(slot) == key.high() && slots.getLong(slot + Long.BYTES) == key.low())) {
        return slot;
      }
    }
  }

  private void grow() {
    if (capacity == MOST) {
      throw new PermanentException(
          "a plan cannot hold more than " + used + " changes; plan a part of the source");
    }
    ByteBuffer old = slots;
    int oldCapacity = capacity;
    capacity = capacity * 2;
    slots = allocate();
    used = 0;
    for (int slot = 0; slot < oldCapacity * SLOT; slot += SLOT) {
      long number = old.getLong(slot + 2 * Long.BYTES);
      if (number != NONE) {
        put(new KeyHash(old.getLong(slot), old.getLong(slot + Long.BYTES)), number);
      }
    }
  }

  private ByteBuffer allocate() {
    int bytes = capacity * SLOT;
    if (capacity <= MOST_IN_MEMORY) {
      return ByteBuffer.allocate(bytes);
    }
    try {
      Path file = Files.createTempFile("syncline-index", ".tmp");
      // The mapping outlives both the channel and the file's name.
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch file for the keys of a plan", e);
    }
  }
}
