package dev.syncline.benchmarks.ratios;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;

/** Our own library with its default settings and its default state store. */
final class Syncline implements Contestant {

  /** The first run, and those that follow, of a sync that reads what its cursor is not past. */
  static final String BY_CURSOR = "E";

  private static final SyncDefinition WHOLE =
      customers("customers", JdbcSource.table("source", Customers.SOURCE).key("id"))
          .deletes(Deletes.byAbsence())
          .build();
  private static final SyncDefinition CHANGES =
      customers(
              "customers-by-cursor",
              JdbcSource.table("source", Customers.SOURCE).key("id").cursor("updated_at"))
          .build();

  private static SyncDefinition.Builder customers(String name, JdbcSource source) {
    return SyncDefinition.builder(name)
        .source(source)
        .normalize(n -> n.trim(Customers.TEXTS))
        .destination(JdbcTable.of("destination", Customers.DESTINATION));
  }

  @Override
  public void run(String job, Site site) {
    SyncDefinition definition = job.equals(BY_CURSOR) ? CHANGES : WHOLE;
    try (SyncEngine engine =
        SyncEngine.builder()
            .connection("source", JdbcConnection.url(site.source()))
            .connection("destination", JdbcConnection.url(site.destination()))
            .stateStore(SqliteStateStore.at(site.state()))
            .build()) {
      RunReport report = engine.run(definition);
      if (report.status() != RunStatus.SUCCEEDED) {
        throw new IllegalStateException(String.valueOf(report));
      }
    }
  }
}
