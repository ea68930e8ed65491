package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * FETCH, the part after the extractor: turns a batch into rows and encodes every business key right
 * away, so that also a record that a later stage filters or rejects counts as seen.
 */
final class FetchStage {
  private static final Set<String> FALSE_WORDS = Set.of("", "0", "false", "f", "no", "n", "off");

  private final List<String> keyFields;
  private final Optional<String> deleteFlag;
  private final Identity identity;
  private @Nullable Layout layout;

  FetchStage(SyncDefinition definition, Identity identity) {
    this.keyFields = definition.source().key();
    this.deleteFlag =
        definition.deletes().mode() == Deletes.Mode.FLAG
            ? definition.deletes().flagField()
            : Optional.empty();
    this.identity = identity;
  }

  /** The rows of a batch. A row without a complete key is rejected here. */
  List<Row> rows(RecordBatch batch) {
    Layout current = layoutOf(batch.schema());
    var rows = new ArrayList<Row>(batch.size());
    int width = batch.schema().size();
    for (int r = 0; r < batch.size(); r++) {
      @Nullable Object[] raw =
          batch instanceof RowBatch held ? held.values(r) : values(batch, r, width);
      rows.add(row(current, raw, batch.op(r)));
    }
    return rows;
  }

  private static @Nullable Object[] values(RecordBatch batch, int row, int width) {
    @Nullable Object[] raw = new @Nullable Object[width];
    for (int f = 0; f < width; f++) {
      raw[f] = batch.absent(row, f) ? Absent.ABSENT : batch.value(row, f);
    }
    return raw;
  }

  /** The schema that was read last; a source need not know its fields before. */
  Optional<Schema> lastSchema() {
    return Optional.ofNullable(layout).map(Layout::schema);
  }

  private Row row(Layout current, @Nullable Object[] raw, Op sourceOp) {
    boolean flagged = sourceOp == Op.UPSERT && flagged(current, raw);
    Op op = flagged ? Op.DELETE : sourceOp;
    var values = new ArrayList<Object>(current.keys.length);
    for (int i = 0; i < current.keys.length; i++) {
      Object value = raw[current.keys[i]];
      if (value == null || value == Absent.ABSENT) {
        return keyless(current, raw, op, keyFields.get(i));
      }
      values.add(value);
    }
    Row row = new Row(current.schema, raw, op, identity.key(values), new Key(values));
    row.flagged = flagged;
    return row;
  }

  private Row keyless(Layout current, @Nullable Object[] raw, Op op, String field) {
    KeyHash id = identity.raw(current.shape, raw);
    Row row = new Row(current.schema, raw, op, id, null);
    row.reject(
        Stage.IDENTIFY,
        "missing-key",
        "business key field '"
            + field
            + "' is missing; a record without a key cannot be followed from run to run: fill the"
            + " field at the source or choose another key");
    return row;
  }

  private static boolean flagged(Layout current, @Nullable Object[] raw) {
    if (current.flag < 0) {
      return false;
    }
    Object flag = raw[current.flag];
    if (flag == null || flag == Absent.ABSENT) {
      return false;
    }
    if (flag instanceof Boolean truth) {
      return truth;
    }
    if (flag instanceof Number) {
      return new BigDecimal(flag.toString()).signum() != 0;
    }
    return !(flag instanceof String text)
        || !FALSE_WORDS.contains(text.trim().toLowerCase(Locale.ROOT));
  }

  private Layout layoutOf(Schema schema) {
    if (layout == null || layout.schema != schema) {
      int[] keys = keyFields.stream().mapToInt(field -> position(schema, field, "key")).toArray();
      int flag = deleteFlag.map(field -> position(schema, field, "delete flag")).orElse(-1);
      layout = new Layout(schema, Identity.Shape.of(schema), keys, flag);
    }
    return layout;
  }

  static int position(Schema schema, String field, String role) {
    return schema
        .indexOf(field)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "there is no field '"
                        + field
                        + "', which the definition uses as "
                        + role
                        + Nearest.hint(field, schema.names())));
  }

  private record Layout(Schema schema, Identity.Shape shape, int[] keys, int flag) {}
}
