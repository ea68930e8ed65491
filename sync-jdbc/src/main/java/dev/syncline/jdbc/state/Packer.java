package dev.syncline.jdbc.state;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.run.WithheldDeletes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes the parts of a body in order; {@link Unpacker} reads them in the same order. */
final class Packer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final DataOutputStream out = new DataOutputStream(bytes);

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  Packer number(long value) {
    return io(() -> out.writeLong(value));
  }

  Packer text(String value) {
    return blob(value.getBytes(StandardCharsets.UTF_8));
  }

  Packer blob(byte[] value) {
    return io(
        () -> {
          out.writeInt(value.length);
          out.write(value);
        });
  }

  Packer instant(Instant value) {
    return number(value.getEpochSecond()).number(value.getNano());
  }

  Packer cursor(Cursor value) {
    return number(value.form()).text(value.token());
  }

  Packer withheld(WithheldDeletes value) {
    number(value.scan()).number(value.count()).text(value.reason());
    return list(value.sample(), Packer::text);
  }

  <T> Packer optional(Optional<T> value, Consumer<T> part) {
    number(value.isPresent() ? 1 : 0);
    value.ifPresent(part);
    return this;
  }

  <T> Packer list(Collection<T> values, BiConsumer<Packer, T> part) {
    number(values.size());
    values.forEach(value -> part.accept(this, value));
    return this;
  }

  private Packer io(Write write) {
    try {
      write.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }
}
