package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables and columns whose names are words of SQL, have quotes in them, capitals or no letters. */
abstract class NamesContract {
  private static final String LONG_TEXT = "REPEAT('x', 1000000)";

  private final TestDatabase database;
  private final List<String> names;
  private final SyncEngine engine =
      SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();

  NamesContract(TestDatabase database, String... more) {
    this.database = database;
    var all =
        new java.util.ArrayList<>(
            List.of("Order", "select", "MiXed case", "a\"b`c'd", "weiß", "x?y", "z:cursor", "[k]"));
    all.addAll(List.of(more));
    this.names = List.copyOf(all);
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private String columns() {
    return names.stream().map(database::quote).collect(Collectors.joining(", "));
  }

  private RunReport run() {
    RunReport report =
        engine.run(
            SyncDefinition.builder("names")
                .source(
                    JdbcSource.table(database.pool().dataSource(), "Group")
                        .key("Order", "select")
                        .cursor("z:cursor")
                        .where(database.quote("MiXed case") + " <> 'hidden'"))
                .destination(
                    JdbcTable.of(database.pool().dataSource(), "From where").createIfMissing())
                .deletes(Deletes.byAbsence().atMostPercent(100))
                .build());
    assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
    return report;
  }

  @Test
  void areNoHindrance() {
    String integers =
        names.stream()
            .filter(name -> !text(name))
            .map(this::integer)
            .collect(Collectors.joining(", "));
    String texts =
        names.stream()
            .filter(NamesContract::text)
            .map(this::longText)
            .collect(Collectors.joining(", "));
    database.execute(
        "CREATE TABLE " + database.quote("Group") + " (" + integers + ", " + texts + ")");
    for (int row = 1; row <= 3; row++) {
      int number = row;
      String values =
          names.stream()
              .map(name -> text(name) ? "'ä😀 " + number + "'" : String.valueOf(number))
              .collect(Collectors.joining(", "));
      database.execute(
          "INSERT INTO "
              + database.quote("Group")
              + " ("
              + columns()
              + ") VALUES ("
              + values
              + ")");
    }
    assertThat(run().ledger().inserted()).isEqualTo(3);
    assertThat(
            database.column(
                "SELECT "
                    + database.quote("MiXed case")
                    + " FROM "
                    + database.quote("From where")
                    + " ORDER BY 1"))
        .containsExactly("ä😀 1", "ä😀 2", "ä😀 3");
    database.execute(
        "UPDATE "
            + database.quote("Group")
            + " SET "
            + database.quote("MiXed case")
            + " = "
            + longText()
            + ", "
            + database.quote("z:cursor")
            + " = 9 WHERE "
            + database.quote("Order")
            + " = 2");
    assertThat(run().ledger().updated()).isEqualTo(1);
    assertThat(run().ledger().updated()).isZero();
    assertThat(
            database.column(
                "SELECT LENGTH("
                    + database.quote("MiXed case")
                    + ") FROM "
                    + database.quote("From where")
                    + " WHERE "
                    + database.quote("Order")
                    + " = 2"))
        .containsExactly("1000000");
  }

  String longText() {
    return LONG_TEXT;
  }

  private static boolean text(String name) {
    return name.equals("MiXed case");
  }

  private String integer(String name) {
    return database.quote(name) + " INTEGER";
  }

  private String longText(String name) {
    return database.quote(name) + " " + textType();
  }

  String textType() {
    return "TEXT";
  }
}
