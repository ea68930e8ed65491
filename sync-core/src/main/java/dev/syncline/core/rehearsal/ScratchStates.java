package dev.syncline.core.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record states that a rehearsed run would have written, by key. They are in a scratch file:
 * what is looked up again is little, what is written may be a whole table.
 *
 * <p>Not safe for use by several threads.
 */
final class ScratchStates implements AutoCloseable {
  private static final long REMOVED = -1;
  private static final int BUFFERED = 1 << 16;

  private final ScratchIndex index = new ScratchIndex();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long flushed;
  private long commits;

  /** Whether the run would have changed what is stored of this key. */
  boolean knows(KeyHash key) {
    return index.get(key) != ScratchIndex.NONE;
  }

  /** What would be stored of a key; empty if it would be removed, or was never written. */
  Optional<RecordState> get(KeyHash key) {
    long position = index.get(key);
    if (position == ScratchIndex.NONE || position == REMOVED) {
      return Optional.empty();
    }
    try {
      flush();
      return Optional.of(read(position - 1));
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch file of a plan cannot be read", e);
    }
  }

  void put(RecordState state) {
    try {
      index.put(state.keyHash(), flushed + tail.size() + 1);
      byte[] bytes = encode(state);
      var out = new DataOutputStream(tail);
      out.writeInt(bytes.length);
      out.write(bytes);
      if (tail.size() >= BUFFERED) {
        flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch file of a plan cannot be written", e);
    }
  }

  void remove(KeyHash key) {
    index.put(key, REMOVED);
  }

  /** Notes that the run would have committed. */
  void committed() {
    commits++;
  }

  /** How often the run would have committed. */
  long commits() {
    return commits;
  }

  /** Shows each state that would be stored at the end. */
  void forEach(Consumer<RecordState> action) {
    try {
      flush();
      for (long position = 0; position < flushed; ) {
        RecordState state = read(position);
        if (index.get(state.keyHash()) == position + 1) {
          action.accept(state);
        }
        position += Integer.BYTES + bytes(position, Integer.BYTES).getInt(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch file of a plan cannot be read", e);
    }
  }

  private void flush() throws IOException {
    if (tail.size() > 0) {
      ByteBuffer bytes = ByteBuffer.wrap(tail.toByteArray());
      while (bytes.hasRemaining()) {
        flushed += open().write(bytes, flushed);
      }
      tail.reset();
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = file;
    if (open == null) {
      open =
          FileChannel.open(
              Files.createTempFile("syncline-states", ".tmp"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = open;
    }
    return open;
  }

  private RecordState read(long position) throws IOException {
    ByteBuffer length = bytes(position, Integer.BYTES);
    byte[] bytes = bytes(position + Integer.BYTES, length.getInt(0)).array();
    return decode(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private ByteBuffer bytes(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (open().read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file is shorter than it was");
      }
    }
    return bytes;
  }

  private static byte[] encode(RecordState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeLong(state.keyHash().high());
    out.writeLong(state.keyHash().low());
    out.writeLong(state.ordinal());
    write(out, state.key().getBytes(UTF_8));
    write(out, state.ref().getBytes(UTF_8));
    write(out, state.dataHash().toBytes());
    write(out, state.linkHash().map(DataHash::toBytes).orElse(null));
    write(out, state.parents().toBytes());
    out.writeInt(state.hashVersion());
    out.writeBoolean(state.adopted());
    write(out, state.values().map(values -> values.getBytes(UTF_8)).orElse(null));
    return bytes.toByteArray();
  }

  private static RecordState decode(DataInputStream in) throws IOException {
    return new RecordState(
        new KeyHash(in.readLong(), in.readLong()),
        in.readLong(),
        text(in).orElseThrow(),
        text(in).orElseThrow(),
        DataHash.of(read(in).orElseThrow()),
        read(in).map(DataHash::of),
        KeyHashes.fromBytes(read(in).orElseThrow()),
        in.readInt(),
        in.readBoolean(),
        text(in));
  }

  private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static Optional<byte[]> read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? Optional.empty() : Optional.of(in.readNBytes(length));
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return read(in).map(bytes -> new String(bytes, UTF_8));
  }

  @Override
  public void close() {
    FileChannel open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the scratch file of a plan cannot be closed", e);
      }
    }
  }
}
