package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.DoesNotFit;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tell of the sync itself, and what goes into them. They stand behind the columns
 * of the mapped fields. Used by one thread at a time.
 */
final class AuditColumns {
  /** No such columns. */
  static final AuditColumns NONE = new AuditColumns(List.of(), Clock.systemUTC());

  private static final int MILLIS = 3;

  private final List<Entry> entries;
  private final List<Column> columns;
  private final List<String> once;
  private final Clock clock;
  private final UuidV7 ids;

  private AuditColumns(List<Entry> entries, Clock clock) {
    this.entries = List.copyOf(entries);
    this.columns = entries.stream().map(Entry::column).toList();
    this.once = entries.stream().filter(e -> e.role().once()).map(e -> e.column().name()).toList();
    this.clock = clock;
    this.ids = new UuidV7(clock);
  }

  private enum Role {
    ID,
    CREATED_AT,
    UPDATED_AT,
    HASH,
    DELETED;

    /** What is set when a row is made, and never again. */
    boolean once() {
      return this == ID || this == CREATED_AT;
    }
  }

  private record Entry(Role role, Column column) {}

  static AuditColumns of(AuditNames names, TableShape shape, Clock clock) {
    var entries = new ArrayList<Entry>();
    add(entries, Role.ID, names.id(), shape);
    add(entries, Role.CREATED_AT, names.createdAt(), shape);
    add(entries, Role.UPDATED_AT, names.updatedAt(), shape);
    add(entries, Role.HASH, names.hash(), shape);
    add(entries, Role.DELETED, names.deleted(), shape);
    return new AuditColumns(entries, clock);
  }

  private static void add(List<Entry> entries, Role role, Optional<String> name, TableShape shape) {
    if (name.isEmpty()) {
      return;
    }
    entries.add(new Entry(role, fitting(role, column(shape, name.get()))));
  }

  private static Column column(TableShape shape, String name) {
    try {
      return shape.require("audit column", name);
    } catch (PermanentException e) {
      throw new PermanentException(
          e.getMessage() + "; let it be added with 'evolve: true', or leave it out of 'audit'", e);
    }
  }

  private static Column fitting(Role role, Column column) {
    LogicalType type = column.type().type();
    boolean fits =
        switch (role) {
          case ID, HASH -> type == LogicalType.STRING;
          case CREATED_AT, UPDATED_AT ->
              type == LogicalType.TIMESTAMP || type == LogicalType.STRING;
          case DELETED -> type == LogicalType.BOOLEAN || type == LogicalType.INTEGER;
        };
    if (!fits) {
      throw new PermanentException(
          "the column '"
              + column.name()
              + "' is a "
              + type
              + " and cannot be that of '"
              + role
              + "'; give 'audit' another name");
    }
    return column;
  }

  List<Column> columns() {
    return columns;
  }

  /** The columns that a row keeps from its beginning. */
  List<String> once() {
    return once;
  }

  /** The column that marks a row as deleted. */
  Optional<Column> deleted() {
    return entries.stream().filter(e -> e.role() == Role.DELETED).map(Entry::column).findFirst();
  }

  /**
   * Puts the values for a written row behind those of its fields.
   *
   * @param from where they begin
   */
  void write(Operation operation, ChangeBatch batch, int row, int from) throws DoesNotFit {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (operation.wasInsert || !entry.role().once()) {
        set(operation, from + i, entry, value(entry, batch.dataHash(row)));
      }
    }
  }

  /** Puts the values for a row that is marked as deleted; the rest of it stays as it was. */
  void delete(Operation operation, int from) throws DoesNotFit {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.role() == Role.DELETED) {
        set(operation, from + i, entry, true);
      } else if (entry.role() == Role.UPDATED_AT) {
        set(operation, from + i, entry, now(entry.column()));
      }
    }
  }

  /** Takes back what is only for a new row, because the row turned out to be there. */
  void keepBeginning(Operation operation, int from) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).role().once()) {
        operation.fields.clear(from + i);
      }
    }
  }

  private static void set(Operation operation, int index, Entry entry, @Nullable Object value)
      throws DoesNotFit {
    operation.fields.set(index);
    operation.values[index] = value == null ? null : Operations.encode(entry.column(), value);
  }

  private @Nullable Object value(Entry entry, Optional<DataHash> hash) {
    return switch (entry.role()) {
      case ID -> ids.next().toString();
      case CREATED_AT, UPDATED_AT -> now(entry.column());
      case HASH -> hash.map(DataHash::toString).filter(text -> !text.isEmpty()).orElse(null);
      case DELETED -> false;
    };
  }

  /** In as many digits as the column holds, and in no more than milliseconds. */
  private Instant now(Column column) {
    boolean millis = column.type().limits().scale().orElse(MILLIS) >= MILLIS;
    return clock.instant().truncatedTo(millis ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
  }
}
