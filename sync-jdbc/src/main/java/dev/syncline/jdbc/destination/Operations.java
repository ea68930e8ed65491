package dev.syncline.jdbc.destination;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult.Rejected;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.jdbc.destination.Operation.Kind;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.DoesNotFit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns changes into operations; a value that does not fit rejects its row before it is sent. */
final class Operations {
  private final Binding binding;
  private final Kind insertKind;
  private final int width;
  private final int[] keyFields;
  private final int[] referenceFields;

  Operations(Binding binding) {
    this.binding = binding;
    this.insertKind = binding.upserts() ? Kind.UPSERT : Kind.INSERT;
    this.width = binding.width();
    this.keyFields = binding.key().stream().mapToInt(binding::fieldOf).toArray();
    this.referenceFields = binding.reference().stream().mapToInt(binding::fieldOf).toArray();
  }

  List<Operation> of(ChangeBatch batch) {
    var operations = new ArrayList<Operation>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      operations.add(of(batch, row));
    }
    return operations;
  }

  private Operation of(ChangeBatch batch, int row) {
    Change change = batch.change(row);
    @Nullable Object[] values = new @Nullable Object[width];
    var fields = new BitSet();
    try {
      if (change != Change.DELETE) {
        encode(batch.values(), row, values, fields);
      }
      return switch (change) {
        case INSERT -> audited(insert(row, fields, values), batch, row);
        case UPDATE -> audited(change(batch, row, Kind.UPDATE, fields, values), batch, row);
        case DELETE ->
            binding.audit().deleted().isPresent()
                ? marked(change(batch, row, Kind.UPDATE, fields, values))
                : change(batch, row, Kind.DELETE, fields, values);
        case UNCHANGED -> throw new IllegalArgumentException("an unchanged record is not sent");
      };
    } catch (DoesNotFit e) {
      var refused = new Operation(row, Kind.INSERT, fields, values, List.of(), List.of());
      refused.result = new Rejected(String.valueOf(e.getMessage()));
      return refused;
    }
  }

  private Operation audited(Operation operation, ChangeBatch batch, int row) throws DoesNotFit {
    binding.audit().write(operation, batch, row, binding.columns().size());
    return operation;
  }

  /** A delete that leaves its row there. */
  private Operation marked(Operation operation) throws DoesNotFit {
    operation.fields.clear();
    binding.audit().delete(operation, binding.columns().size());
    return operation;
  }

  private void encode(RecordBatch batch, int row, @Nullable Object[] values, BitSet fields)
      throws DoesNotFit {
    for (int i = 0; i < binding.columns().size(); i++) {
      if (batch.absent(row, i)) {
        continue;
      }
      Object value = batch.value(row, i);
      fields.set(i);
      values[i] = value == null ? null : encode(binding.columns().get(i), value);
    }
  }

  static Object encode(Column column, Object value) throws DoesNotFit {
    try {
      return column.type().writer().encode(value);
    } catch (DoesNotFit e) {
      throw new DoesNotFit("the column '" + column.name() + "' " + e.getMessage());
    }
  }

  private Operation insert(int row, BitSet fields, @Nullable Object[] values) throws DoesNotFit {
    List<Object> key = key(values);
    if (key.isEmpty() && !binding.key().isEmpty()) {
      throw new DoesNotFit("the key is null or missing");
    }
    // A null id means that the database gives one.
    for (int field : referenceFields) {
      if (field >= 0 && values[field] == null) {
        fields.clear(field);
      }
    }
    var operation = new Operation(row, insertKind, fields, values, key, List.of());
    operation.reference = reference(values);
    return operation;
  }

  /** The encoded key of a row; empty unless it is whole. */
  private List<Object> key(@Nullable Object[] values) {
    return pick(keyFields, values);
  }

  /** The reference of a row, if all of it is in the row. */
  private List<Object> reference(@Nullable Object[] values) {
    List<Object> picked = pick(referenceFields, values);
    var answered = new ArrayList<Object>(picked.size());
    for (int i = 0; i < picked.size(); i++) {
      answered.add(Values.answered(binding.reference().get(i).type(), picked.get(i)));
    }
    return answered;
  }

  private static List<Object> pick(int[] fields, @Nullable Object[] values) {
    var picked = new ArrayList<Object>(fields.length);
    for (int field : fields) {
      Object value = field < 0 ? null : values[field];
      if (value == null) {
        return List.of();
      }
      picked.add(value);
    }
    return picked;
  }

  private Operation change(
      ChangeBatch batch, int row, Kind kind, BitSet fields, @Nullable Object[] values)
      throws DoesNotFit {
    Optional<DestinationRef> ref = batch.ref(row);
    List<Object> where = new ArrayList<>();
    List<Object> given = ref.map(DestinationRef::values).orElseGet(() -> batch.key(row).values());
    List<Column> columns = ref.isPresent() ? binding.reference() : binding.key();
    if (given.size() != columns.size() || columns.isEmpty()) {
      throw new DoesNotFit("the destination has no reference of the record by which to find it");
    }
    for (int i = 0; i < columns.size(); i++) {
      where.add(encode(columns.get(i), given.get(i)));
    }
    List<Object> key = key(values);
    if (kind == Kind.UPDATE) {
      // What others have written into the other columns since is none of our business.
      batch.changedFields(row).ifPresent(fields::and);
    }
    var operation = new Operation(row, kind, fields, values, key, where);
    operation.byKey = ref.isEmpty();
    operation.reference = ref.map(DestinationRef::values).orElseGet(() -> reference(values));
    if (kind == Kind.UPDATE && ref.isPresent()) {
      keepReference(operation);
    }
    return operation;
  }

  /** The columns that name the row are only set where they change; then the reference does too. */
  private void keepReference(Operation operation) {
    var reference = new ArrayList<Object>(operation.reference);
    for (int i = 0; i < binding.reference().size(); i++) {
      Column column = binding.reference().get(i);
      int field = referenceFields[i];
      if (field < 0 || !operation.fields.get(field)) {
        continue;
      }
      Object value = operation.values[field];
      if (value == null || Values.same(column.type(), value, operation.where.get(i))) {
        operation.fields.clear(field);
      } else {
        reference.set(i, Values.answered(column.type(), value));
      }
    }
    operation.reference = reference;
  }
}
