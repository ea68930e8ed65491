package dev.syncline.testkit.simulation;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.util.Map;
import java.util.concurrent.Callable;

/** Forty records in batches of ten, on whatever engine its class loader has. */
public final class LostRecordRun implements Callable<Map<String, String>> {
  static final long LOST = 23;

  private static final Schema PEOPLE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  @Override
  public Map<String, String> call() {
    var source = ListSource.builder(PEOPLE).key("id").snapshot().build();
    for (long id = 1; id <= 40; id++) {
      source.add(id, "name " + id);
    }
    var sync =
        SyncDefinition.builder("people")
            .source(source)
            .destination(RecordingLoader.upserting())
            .settings(RunSettings.DEFAULT.batchRows(10).checkpointRows(10))
            .build();
    try (var engine =
        SyncEngine.builder().stateStore(InMemoryStateStore.create()).sameThread().build()) {
      RunReport report = engine.run(sync);
      return Map.of(
          "status",
          report.status().name(),
          "stage",
          report.failure().map(failure -> failure.stage().name()).orElse(""),
          "message",
          report.failure().map(failure -> failure.message()).orElse(""),
          "committed",
          String.valueOf(engine.state().state("people").records()),
          "booked",
          String.valueOf(report.ledger().inserted()));
    }
  }
}
