package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Runs over a source whose fields are other ones from one run to the next. */
abstract class DriftingSource {
  static final Field ID = Field.of("id", INTEGER);
  static final Field NAME = new Field("name", STRING, true, Limits.length(10));
  static final Field CITY = Field.of("city", STRING);
  static final Schema BEFORE = Schema.of(ID, NAME, CITY);

  final List<SyncEvent> events = new ArrayList<>();
  final Shop shop = new Shop(source(BEFORE), builder -> builder.sameThread().listener(events::add));

  @AfterEach
  void close() {
    shop.close();
  }

  static ListSource source(Schema schema) {
    return ListSource.builder(schema).key("id").snapshot().build();
  }

  /** The same source, asked the same, with other fields now. */
  SyncDefinition.Builder from(ListSource source) {
    return shop.sync().source(source);
  }

  RunReport run(ListSource source, SchemaDrift contract) {
    return shop.engine.run(from(source).schemaDrift(contract).build());
  }

  RunReport run(ListSource source) {
    return run(source, SchemaDrift.standard());
  }

  void firstRun() {
    shop.source.add(1L, "Ada", "Berlin").add(2L, "Bob", "Paris");
    assertThat(shop.run().drift()).isEmpty();
    assertThat(shop.run().ledger().unchanged()).isEqualTo(2);
    events.clear();
  }

  Optional<Schema> remembered() {
    return shop.engine.state().state("customers").progress().source().map(KnownSource::schema);
  }

  void frozen(RunReport report, String... words) {
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.ledger().fetched()).isZero();
    assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.FETCH);
    assertThat(report.failure().orElseThrow().message())
        .contains(words)
        .contains("nothing was written", "acceptSchema", "schemaDrift");
  }
}
