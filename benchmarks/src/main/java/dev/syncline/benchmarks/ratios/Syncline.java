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

  @Override
  public void run(String job, Site site) {
    SyncDefinition definition =
        SyncDefinition.builder("customers")
            .source(JdbcSource.table("source", Customers.SOURCE).key("id"))
            .normalize(n -> n.trim(Customers.TEXTS))
            .destination(JdbcTable.of("destination", Customers.DESTINATION))
            .deletes(Deletes.byAbsence())
            .build();
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
