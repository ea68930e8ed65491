package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.run.WithheldDeletes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link Packer} wrote. */
final class Unpacker {
  private final ByteBuffer in;

  private Unpacker(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a whole body.
   *
   * @throws PermanentException if the body is damaged
   */
  static <T> T unpack(byte[] bytes, Function<Unpacker, T> shape) {
    try {
      return shape.apply(new Unpacker(bytes));
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new PermanentException(
          "an entry of the state store is damaged; restore the store from a backup", e);
    }
  }

  long number() {
    return in.getLong();
  }

  int integer() {
    return (int) number();
  }

  byte[] blob() {
    int length = in.getInt();
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }

  String text() {
    return new String(blob(), StandardCharsets.UTF_8);
  }

  Instant instant() {
    return Instant.ofEpochSecond(number(), number());
  }

  Cursor cursor() {
    return new Cursor(integer(), text());
  }

  WithheldDeletes withheld() {
    return new WithheldDeletes(number(), number(), text(), list(Unpacker::text));
  }

  <T> Optional<T> optional(Function<Unpacker, T> part) {
    return number() == 1 ? Optional.of(part.apply(this)) : Optional.empty();
  }

  <T> List<T> list(Function<Unpacker, T> part) {
    int size = integer();
    var values = new ArrayList<T>(Math.min(size, 1_000));
    for (int i = 0; i < size; i++) {
      values.add(part.apply(this));
    }
    return values;
  }
}
