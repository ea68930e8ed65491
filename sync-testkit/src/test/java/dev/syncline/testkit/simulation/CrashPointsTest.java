package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.engine.WriteOnly;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    var survived = FewRecords.crashes(() -> new Shop(small.build(), loader -> loader)).check();
    System.out.println(survived);
    assertThat(survived.crashes()).isEqualTo(survived.points() * 10).isGreaterThan(300);
  }

  /** The table of a shop. */
  private static final class Shop extends FewRecords {
    private final RecordingLoader table;
    private final Function<RecordingLoader, Loader> loader;

    Shop(RecordingLoader table, Function<RecordingLoader, Loader> loader) {
      super("id");
      this.table = table;
      this.loader = loader;
    }

    @Override
    public DestinationSpec destination() {
      return DestinationSpec.local(() -> loader.apply(table));
    }

    @Override
    public List<Map<String, Object>> actual() {
      return table.rows();
    }
  }

  /** Says that it writes by key, and always creates. */
  private static final class Lying extends WriteOnly {
    Lying(RecordingLoader table) {
      super(table);
    }

    @Override
    public LoaderTraits traits() {
      return super.traits().withUpsert();
    }
  }
}
