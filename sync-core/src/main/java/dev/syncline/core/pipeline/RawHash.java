package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says by a hash whether a record is still what it was when it was rejected. Single-threaded. */
final class RawHash {
  private final Identity identity;
  private @Nullable Schema lastSchema;
  private Identity.@Nullable Shape lastShape;

  RawHash(Identity identity) {
    this.identity = identity;
  }

  /** The hash of what was fetched, in hexadecimal digits. */
  String of(Row row) {
    return of(row, row.raw);
  }

  /** The hash of other values in the place of those that were fetched. */
  String of(Row row, @Nullable Object[] values) {
    if (lastShape == null || lastSchema != row.rawSchema) {
      lastShape = Identity.Shape.of(row.rawSchema);
      lastSchema = row.rawSchema;
    }
    try {
      return identity.raw(lastShape, values).toString();
    } catch (IllegalArgumentException | ArithmeticException e) {
      // That it has no canonical form may be why it was rejected.
      return identity.key(List.of(RecordText.ofRecord(row.rawSchema, row.op, values))).toString();
    }
  }
}
