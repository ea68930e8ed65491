package dev.syncline.jdbc.state;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** A schema as a part of a body of bytes. */
final class SchemaParts {
  private SchemaParts() {}

  static void pack(Packer out, Schema schema) {
    out.list(
        schema.fields(),
        (p, field) -> {
          p.text(field.name()).text(field.type().name()).number(field.nullable() ? 1 : 0);
          limits(p, field.limits());
        });
  }

  private static void limits(Packer out, Limits limits) {
    whole(out, limits.length());
    out.text(limits.unit().name());
    whole(out, limits.precision());
    whole(out, limits.scale());
    out.optional(
        limits.range(), range -> out.text(range.least().toString()).text(range.most().toString()));
  }

  private static void whole(Packer out, OptionalInt value) {
    out.number(value.isPresent() ? 1 : 0);
    value.ifPresent(out::number);
  }

  static Schema unpack(Unpacker in) {
    return Schema.of(
        in.list(
            i -> new Field(i.text(), LogicalType.valueOf(i.text()), i.number() == 1, limits(i))));
  }

  private static Limits limits(Unpacker in) {
    return new Limits(
        whole(in),
        Limits.Unit.valueOf(in.text()),
        whole(in),
        whole(in),
        in.optional(i -> new Limits.Range(new BigInteger(i.text()), new BigInteger(i.text()))));
  }

  private static OptionalInt whole(Unpacker in) {
    Optional<Integer> value = in.optional(Unpacker::integer);
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
