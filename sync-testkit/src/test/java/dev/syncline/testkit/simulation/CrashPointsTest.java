package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
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
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CrashPointsTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  @Test
  void anUpsertSurvivesEveryCrash() {
    survives(RecordingLoader.builder().upsert());
  }

  @Test
  void aDestinationThatIsLookedUpSurvivesEveryCrash() {
    survives(RecordingLoader.builder().looksUp(Duration.ZERO));
  }

  @Test
  void anIdempotentCreateSurvivesEveryCrash() {
    survives(RecordingLoader.builder().idempotentCreate());
  }

  @Test
  void aLoaderThatPromisesAnUpsertAndCreatesIsFound() {
    var points = CrashPoints.of(() -> new Shop(RecordingLoader.builder().build(), Lying::new));

    assertThatThrownBy(points::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("killed after Loader.write")
        .hasMessageContaining("too many");
  }

  private static void survives(RecordingLoader.Builder builder) {
    RecordingLoader.Builder small = builder.maxBatch(2);
    var survived =
        CrashPoints.of(() -> new Shop(small.build(), loader -> loader))
            .thenAlso("a row is reverted", shop -> shop.put(2, "name 2"))
            .thenAlso("a row is deleted", shop -> shop.source.remove(Key.of(4L)))
            .thenAlso("a row is changed", shop -> shop.put(3, "changed again"))
            .thenAlso("a row is added", shop -> shop.put(9, "name 9"))
            .check();
    System.out.println(survived);
    assertThat(survived.crashes()).isEqualTo(survived.points() * 10).isGreaterThan(300);
  }

  /** Three rows are there; then one is changed, one deleted and two are added. */
  private static final class Shop implements CrashScenario {
    private final ListSource source =
        ListSource.builder(SCHEMA).key("id").snapshot().readsByKey().build();
    private final RecordingLoader table;
    private final Function<RecordingLoader, Loader> loader;
    private final StateStores stores = StateStores.inMemory();

    Shop(RecordingLoader table, Function<RecordingLoader, Loader> loader) {
      this.table = table;
      this.loader = loader;
      for (long id = 1; id <= 3; id++) {
        put(id, "name " + id);
      }
    }

    @Override
    public void makeWork() {
      put(2, "changed");
      source.remove(Key.of(1L));
      put(4, "name 4");
      put(5, "name 5");
    }

    void put(long id, String name) {
      source.put(SyncRecord.of(SCHEMA, id, name));
    }

    @Override
    public SourceSpec source() {
      return source.toSpec();
    }

    @Override
    public DestinationSpec destination() {
      return DestinationSpec.local(() -> loader.apply(table));
    }

    @Override
    public SyncDefinition define(Source from, Destination to) {
      return SyncDefinition.builder("shop")
          .source(from)
          .destination(to)
          .deletes(Deletes.byAbsence())
          .accept(Risk.EPHEMERAL_STATE)
          .settings(RunSettings.DEFAULT.batchRows(2).checkpointRows(2).maxRetries(0))
          .build();
    }

    @Override
    public StateStores stateStore() {
      return stores;
    }

    @Override
    public List<Map<String, Object>> expected() {
      return source.rows().stream().map(SyncRecord::toMap).toList();
    }

    @Override
    public List<Map<String, Object>> actual() {
      return table.rows();
    }
  }

  /** Says that it writes by key, and always creates. */
  private record Lying(RecordingLoader table) implements Loader {

    @Override
    public LoaderTraits traits() {
      return table.traits().withUpsert();
    }

    @Override
    public Optional<Schema> prepare(Target target) {
      return table.prepare(target);
    }

    @Override
    public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
      return table.write(batch, context);
    }

    @Override
    public Check check() {
      return table.check();
    }

    @Override
    public void close() {
      table.close();
    }
  }
}
