package dev.syncline.testkit.simulation;

import dev.syncline.api.destination.Destination;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The usual scenario for a loader: three records with a number and a name are there; then one is
 * renamed, one leaves and two come, in batches of two. What remains to be said is where they go.
 */
public abstract class FewRecords implements CrashScenario {
  private final ListSource source;
  private final Schema schema;
  private final StateStores stores = StateStores.inMemory();

  /**
   * Three records.
   *
   * @param key the field of the number, an integer; the other field is {@code name}
   */
  protected FewRecords(String key) {
    schema = Schema.of(Field.of(key, LogicalType.INTEGER), Field.of("name", LogicalType.STRING));
    source = ListSource.builder(schema).key(key).snapshot().readsByKey().build();
    for (long number = 1; number <= 3; number++) {
      put(number, "name " + number);
    }
  }

  /**
   * Kills at every moment, and lets each run after a crash find the source in five ways: as it was,
   * and with a row reverted, deleted, changed or added.
   */
  public static <S extends FewRecords> CrashPoints<S> crashes(Supplier<S> fresh) {
    return CrashPoints.of(fresh)
        .thenAlso("a row is reverted", records -> records.put(2, "name 2"))
        .thenAlso("a row is deleted", records -> records.remove(4))
        .thenAlso("a row is changed", records -> records.put(3, "changed again"))
        .thenAlso("a row is added", records -> records.put(9, "name 9"));
  }

  /** Puts a record into the source, in the place of an earlier one with this number. */
  public final void put(long number, String name) {
    source.put(SyncRecord.of(schema, number, name));
  }

  /** Takes a record out of the source. */
  public final void remove(long number) {
    source.remove(Key.of(number));
  }

  @Override
  public final void makeWork() {
    put(2, "changed");
    remove(1);
    put(4, "name 4");
    put(5, "name 5");
  }

  @Override
  public final SourceSpec source() {
    return source.toSpec();
  }

  @Override
  public final SyncDefinition define(Source from, Destination to) {
    return mapped(SyncDefinition.builder("records"))
        .source(from)
        .destination(to)
        .deletes(Deletes.byAbsence())
        .accept(Risk.EPHEMERAL_STATE)
        .settings(RunSettings.DEFAULT.batchRows(2).checkpointRows(2).maxRetries(0))
        .build();
  }

  /** Says how the fields are called at the destination, if it calls them otherwise. */
  protected SyncDefinition.Builder mapped(SyncDefinition.Builder definition) {
    return definition;
  }

  @Override
  public final StateStores stateStore() {
    return stores;
  }

  @Override
  public final List<Map<String, @Nullable Object>> expected() {
    return source.rows().stream().map(SyncRecord::toMap).toList();
  }
}
