package dev.syncline.core.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.KeyHash;
import dev.syncline.core.comparison.Entry.Standing;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.rehearsal.ScratchIndex;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The records that the destination should or may hold, in a scratch file, found by their references
 * and by their keys at the destination. First all are put in, then they are looked up.
 *
 * <p>Not safe for use by several threads.
 */
final class ExpectedRows implements AutoCloseable {
  private final FileChannel file;
  private final DataOutputStream out;
  private final ScratchIndex byRef = new ScratchIndex();
  private final ScratchIndex byKey = new ScratchIndex();
  private final BitSet replaced = new BitSet();
  private final Identity identity = new Identity();
  private long written;
  private int count;

  ExpectedRows() {
    try {
      // Readable by its owner only, where the file system can say so.
      Path path = Files.createTempFile("syncline-expected", ".tmp");
      this.file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch file for a comparison", e);
    }
    this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)));
  }

  /** The number that the next entry gets. */
  int next() {
    return count;
  }

  /**
   * Adds an entry; it takes the place of an earlier one of the same record.
   *
   * @param keyValues its key at the destination, in read form; empty if that is not known
   */
  void put(Entry entry, List<Object> keyValues) {
    long position = written + 1;
    entry.ref().ifPresent(ref -> put(byRef, hash(ref), position));
    if (!keyValues.isEmpty()) {
      put(byKey, identity.key(keyValues), position);
    }
    try {
      byte[] bytes = encode(entry);
      out.writeInt(bytes.length);
      out.write(bytes);
      written += Integer.BYTES + bytes.length;
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch file of a comparison cannot be written", e);
    }
  }

  private void put(ScratchIndex index, KeyHash hash, long position) {
    long earlier = index.get(hash);
    if (earlier != ScratchIndex.NONE && earlier != position) {
      replaced.set(at(earlier).number());
    }
    index.put(hash, position);
  }

  private KeyHash hash(DestinationRef ref) {
    return identity.key(ref.values());
  }

  /** The entry of a reference, as it is read. */
  Optional<Entry> find(DestinationRef ref) {
    return found(byRef.get(hash(ref)));
  }

  /** The live entry of a key at the destination. */
  Optional<Entry> findByKey(List<Object> keyValues) {
    return keyValues.isEmpty() ? Optional.empty() : found(byKey.get(identity.key(keyValues)));
  }

  private Optional<Entry> found(long position) {
    return position == ScratchIndex.NONE ? Optional.empty() : Optional.of(at(position));
  }

  /** Shows all entries that were not replaced, in the order in which they were put in. */
  void forEach(Consumer<Entry> action) {
    try {
      out.flush();
      file.position(0);
      var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), 1 << 16));
      for (int i = 0; i < count; i++) {
        byte[] bytes = in.readNBytes(in.readInt());
        if (!replaced.get(i)) {
          action.accept(decode(bytes));
        }
      }
      file.position(written);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Entry at(long position) {
    try {
      out.flush();
      int length = read(position - 1, Integer.BYTES).getInt(0);
      return decode(read(position - 1 + Integer.BYTES, length).array());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file is shorter than it was");
      }
    }
    return bytes;
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("the scratch file of a comparison cannot be read", e);
  }

  private static byte[] encode(Entry entry) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(entry.number());
    out.writeByte(entry.standing().ordinal());
    out.writeBoolean(entry.waiting());
    out.writeLong(entry.keyHash().high());
    out.writeLong(entry.keyHash().low());
    write(out, RecordText.ofKey(entry.key()));
    write(out, entry.ref().map(RecordText::ofRef).orElse(""));
    write(out, entry.sourceHash());
    write(out, entry.contentHash());
    write(out, entry.values());
    return bytes.toByteArray();
  }

  private static Entry decode(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    int number = in.readInt();
    Standing standing = Standing.values()[in.readByte()];
    boolean waiting = in.readBoolean();
    var keyHash = new KeyHash(in.readLong(), in.readLong());
    String key = text(in);
    String ref = text(in);
    String sourceHash = text(in);
    String contentHash = text(in);
    String values = text(in);
    return new Entry(
        number,
        standing,
        RecordText.key(key),
        keyHash,
        ref.isEmpty() ? Optional.empty() : Optional.of(RecordText.ref(ref)),
        waiting,
        sourceHash,
        contentHash,
        values);
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch file of a comparison cannot be closed", e);
    }
  }
}
