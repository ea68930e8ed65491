package dev.syncline.jdbc.drift;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import java.util.List;
import java.util.function.Consumer;

/** A sync that says what it does when its source's schema changes. */
public final class WatchedSchema implements SyncListener {
  /** The customers of a shop. */
  public static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(JdbcSource.table("shop", "customers").key("id"))
          .map(m -> m.field("id", "customer_id").field("name", "title").fields("email"))
          .destination(JdbcTable.of("crm", "contacts"))
          .schemaDrift(SchemaDrift.standard().on(Kind.WIDENED, Answer.REJECT))
          .onLossyWrite(OnLossyWrite.FAIL)
          .build();

  private final Consumer<String> pager;

  /** Calls a person for what needs one. */
  public WatchedSchema(Consumer<String> pager) {
    this.pager = pager;
  }

  /** Tells of every change, whatever the run does about it. */
  @Override
  public void on(SyncEvent event) {
    if (event instanceof SyncEvent.SchemaDrifted drifted) {
      for (SchemaChange change : drifted.changes()) {
        pager.accept(drifted.sync() + ": " + change);
      }
    }
  }

  /** A person has looked at what froze: it is right as it is now. */
  public RunReport acceptAndRun(SyncEngine engine, SyncDefinition sync) {
    List<SchemaChange> accepted = engine.acceptSchema(sync);
    pager.accept(accepted.size() + " changes accepted");
    return engine.run(sync);
  }
}
