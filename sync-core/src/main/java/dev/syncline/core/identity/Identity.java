package dev.syncline.core.identity;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.HashAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hashes over the canonical form. Each kind of hash has its own domain byte, so that the hash of a
 * key never meets that of a record.
 *
 * <p>Not safe for use by several threads: buffers are used again.
 */
public final class Identity {
  private static final char KEY = 'K';
  private static final char DATA = 'D';
  private static final char LINK = 'L';
  private static final char RAW = 'R';

  private final CanonicalWriter writer = new CanonicalWriter();
  private final Xxh128 hash = new Xxh128();
  private final Blake3 blake3 = new Blake3();
  private final byte[] digest = new byte[Blake3.SIZE];
  private @Nullable MessageDigest sha256;

  /** The hash of a business key; the order of the values counts. */
  public KeyHash key(List<?> values) {
    list(KEY, values);
    return new KeyHash(hash.high(), hash.low());
  }

  /** The hash of the destination ids of a record's parents, in the order of the definition. */
  public DataHash link(List<?> parentIds) {
    list(LINK, parentIds);
    return result();
  }

  private void list(char domain, List<?> values) {
    writer.start(domain);
    writer.writeVarint(values.size());
    values.forEach(writer::writeValue);
    hash.hash(writer.buffer(), writer.length());
  }

  /** The data hash of a mapped record. */
  public DataHash data(HashAlgorithm algorithm, Shape shape, @Nullable Object[] values) {
    write(DATA, shape, values);
    return switch (algorithm) {
      case XXH128 -> {
        hash.hash(writer.buffer(), writer.length());
        yield result();
      }
      case SHA_256 -> sha256();
      case BLAKE3 -> {
        blake3.hash(writer.buffer(), writer.length(), digest);
        yield DataHash.of(digest);
      }
    };
  }

  private DataHash sha256() {
    MessageDigest sha = sha256;
    try {
      if (sha == null) {
        sha = MessageDigest.getInstance("SHA-256");
        sha256 = sha;
      }
      sha.update(writer.buffer(), 0, writer.length());
      sha.digest(digest, 0, digest.length);
    } catch (NoSuchAlgorithmException | DigestException e) {
      throw new IllegalStateException("every JDK has SHA-256, of 32 bytes", e);
    }
    return DataHash.of(digest);
  }

  /** The identity of a record without a business key: the hash of all that was fetched. */
  public KeyHash raw(Shape shape, @Nullable Object[] values) {
    record(RAW, shape, values);
    return new KeyHash(hash.high(), hash.low());
  }

  private void record(char domain, Shape shape, @Nullable Object[] values) {
    write(domain, shape, values);
    hash.hash(writer.buffer(), writer.length());
  }

  private void write(char domain, Shape shape, @Nullable Object[] values) {
    writer.start(domain);
    for (int i = 0; i < shape.order.length; i++) {
      Object value = values[shape.order[i]];
      if (value != Absent.ABSENT) {
        writer.writeName(shape.names[i]);
        writer.writeValue(value);
      }
    }
  }

  /** Whether two values mean the same. */
  public boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == Absent.ABSENT || b == Absent.ABSENT) {
      return a == b;
    }
    writer.start(DATA);
    writer.writeValue(a);
    byte[] first = writer.toBytes();
    writer.start(DATA);
    writer.writeValue(b);
    return Arrays.equals(first, 0, first.length, writer.buffer(), 0, writer.length());
  }

  private DataHash result() {
    return DataHash.of(hash.high(), hash.low());
  }

  /**
   * The fields of a schema that count, in the order of their names, so that the schema's order is
   * irrelevant.
   */
  public static final class Shape {
    private final int[] order;
    private final byte[][] names;

    private Shape(int[] order, byte[][] names) {
      this.order = order;
      this.names = names;
    }

    /** The shape of a schema of which every field counts. */
    public static Shape of(Schema schema) {
      return without(schema, Set.of());
    }

    /** The shape of a schema of which some fields do not count. */
    public static Shape without(Schema schema, Set<String> leftOut) {
      byte[][] encoded = schema.names().stream().map(CanonicalWriter::utf8).toArray(byte[][]::new);
      int[] order =
          IntStream.range(0, encoded.length)
              .filter(i -> !leftOut.contains(schema.field(i).name()))
              .boxed()
              .sorted(
                  Comparator.comparing((Integer i) -> encoded[i], Arrays::compareUnsigned)
                      .thenComparing(i -> schema.field(i).name()))
              .mapToInt(Integer::intValue)
              .toArray();
      byte[][] names = new byte[order.length][];
      for (int i = 0; i < order.length; i++) {
        names[i] = encoded[order[i]];
      }
      return new Shape(order, names);
    }
  }
}
