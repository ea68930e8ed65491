package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.WriteResult;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change on its way into the table. Used by one thread. */
final class Operation {

  /** What is sent. */
  enum Kind {
    INSERT,
    UPSERT,
    UPDATE,
    DELETE
  }

  final int row;
  final boolean wasInsert;
  Kind kind;

  /** The fields that are sent. */
  final BitSet fields;

  /** The encoded values by field. */
  final @Nullable Object[] values;

  /** The encoded values of the key columns; empty if there are none or the row has them not. */
  final List<Object> key;

  /** The encoded values by which an update or delete finds its row, and whether it is the key. */
  List<Object> where;

  boolean byKey;

  /** The reference as it is answered; empty until it is known. */
  List<Object> reference = List.of();

  @Nullable WriteResult result;

  Operation(
      int row,
      Kind kind,
      BitSet fields,
      @Nullable Object[] values,
      List<Object> key,
      List<Object> where) {
    this.row = row;
    this.kind = kind;
    this.wasInsert = kind == Kind.INSERT || kind == Kind.UPSERT;
    this.fields = fields;
    this.values = values;
    this.key = key;
    this.where = where;
  }

  boolean sameStatement(Operation other) {
    return kind == other.kind && byKey == other.byKey && fields.equals(other.fields);
  }
}
