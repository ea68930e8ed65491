package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whole runs from a SQLite file, which holds anything, into a real table that does not: what the
 * database would cut, round or overflow never arrives, and what fits arrives unharmed.
 */
abstract class LossyWritesContract {
  private final TestDatabase shop = TestDatabase.sqlite();
  final TestDatabase crm;
  private final SyncEngine engine;
  private int sends;

  LossyWritesContract(TestDatabase crm) {
    this.crm = crm;
    this.engine = SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();
  }

  @AfterEach
  void close() {
    engine.close();
    shop.close();
    crm.close();
  }

  private SyncDefinition.Builder sync() {
    return SyncDefinition.builder("things-" + ++sends)
        .source(JdbcSource.table(shop.pool().dataSource(), "things").key("id"))
        .destination(JdbcTable.of(crm.pool().dataSource(), "things"))
        .settings(RunSettings.DEFAULT);
  }

  /**
   * Each by a sync of its own. A table of one column besides the id, and values for it by id as SQL
   * texts.
   */
  final Outcome send(OnLossyWrite policy, String type, String sourceType, String... literals) {
    crm.execute(
        "DROP TABLE IF EXISTS things",
        "CREATE TABLE things (id INTEGER PRIMARY KEY, v " + type + ")");
    shop.execute(
        "DROP TABLE IF EXISTS things",
        "CREATE TABLE things (id INTEGER PRIMARY KEY, v " + sourceType + ")");
    for (int i = 0; i < literals.length; i++) {
      shop.execute("INSERT INTO things VALUES (" + (i + 1) + ", " + literals[i] + ")");
    }
    RunReport report = engine.run(normalized(sync(), sourceType).onLossyWrite(policy).build());
    assertThat(report.status()).isNotEqualTo(RunStatus.FAILED);
    var arrived = new TreeMap<String, String>();
    List<String> ids = crm.column("SELECT id FROM things ORDER BY id");
    List<String> values = crm.column("SELECT v FROM things ORDER BY id");
    for (int i = 0; i < ids.size(); i++) {
      arrived.put(ids.get(i), values.get(i));
    }
    List<DeadLetter> letters = new ArrayList<>();
    engine.state().deadLetters("things-" + sends, Optional.empty(), 100).forEach(letters::add);
    return new Outcome(report, arrived, letters.stream().map(DeadLetter::message).toList());
  }

  private static SyncDefinition.Builder normalized(SyncDefinition.Builder sync, String sourceType) {
    return switch (sourceType) {
      case "AMOUNT TEXT" -> sync.normalize(n -> n.decimal("v"));
      case "MOMENT TEXT" -> sync.normalize(n -> n.localTimestamp("v"));
      default -> sync;
    };
  }

  final Outcome rejects(String type, String sourceType, String... literals) {
    return send(OnLossyWrite.REJECT, type, sourceType, literals);
  }

  @Test
  void noTextIsCut() {
    var outcome = rejects("VARCHAR(5)", "TEXT", "'abcde'", "'abcdefgh'", "'äöüß😀'", "NULL");
    outcome.arrived("1", "abcde").arrived("4", "null").rejected(2, "5 ", "has 8", "'abcdefgh'");
    assertThat(outcome.arrived()).doesNotContainKey("2");
  }

  @Test
  void noNumberIsRoundedOrOverflows() {
    var outcome =
        rejects(
            "DECIMAL(5,2)", "AMOUNT TEXT", "'999.99'", "'0.125'", "'1000'", "'1.500'", "'-999.99'");
    assertThat(outcome.arrived().keySet()).containsExactly("1", "4", "5");
    outcome
        .rejected(2, "2 decimal digits", "'0.125'")
        .rejected(3, "3 digits before the point", "'1000'");
  }

  @Test
  void noIntegerWrapsOrIsClamped() {
    var outcome = rejects("SMALLINT", "INTEGER", "32767", "32768", "-32768", "-32769");
    outcome.arrived("1", "32767").arrived("3", "-32768");
    assertThat(outcome.arrived()).hasSize(2);
    outcome.rejected(2, "from -32768 to 32767", "'32768'").rejected(4, "'-32769'");
  }

  @Test
  void noNullBecomesSomethingElse() {
    var outcome = rejects("VARCHAR(5) NOT NULL", "TEXT", "'a'", "NULL", "''");
    outcome.arrived("1", "a").rejected(2, "null does not fit into 'v'");
    assertThat(outcome.arrived()).hasSize(2);
  }

  @Test
  void noFractionOfASecondIsLost() {
    var outcome =
        rejects(
            timestamp(3),
            "MOMENT TEXT",
            "'2024-01-01T00:00:00.123'",
            "'2024-01-01T00:00:00.1234'",
            "'2024-12-31T23:59:59.9999'");
    assertThat(outcome.arrived()).hasSize(1);
    outcome.rejected(2, "3 fractional digits").rejected(3, "3 fractional digits");
  }

  /** A date and time without a zone. */
  String timestamp(int digits) {
    return "TIMESTAMP(" + digits + ")";
  }

  @Test
  void onlyWhereItIsAskedForTheNearestValueIsWritten() {
    send(OnLossyWrite.COERCE, "VARCHAR(5)", "TEXT", "'abcdefgh'", "'ok'")
        .arrived("1", "abcde")
        .arrived("2", "ok");
    var amounts = send(OnLossyWrite.COERCE, "DECIMAL(5,2)", "AMOUNT TEXT", "'0.125'", "'1000'");
    amounts.arrived("1", "0.13").rejected(2, "3 digits before the point");
    assertThat(amounts.report().notices())
        .contains("field 'v': 1 value was cut or rounded to what the destination takes");
    assertThat(amounts.arrived()).hasSize(1);
  }

  /**
   * What a run left.
   *
   * @param arrived the values in the table by id
   * @param messages of the dead letters
   */
  record Outcome(RunReport report, Map<String, String> arrived, List<String> messages) {

    Outcome arrived(String id, String value) {
      assertThat(arrived).containsEntry(id, value);
      return this;
    }

    Outcome rejected(int id, String... words) {
      assertThat(arrived).doesNotContainKey(String.valueOf(id));
      assertThat(messages)
          .anySatisfy(message -> assertThat(message).contains(words).contains("'v'"));
      return this;
    }
  }
}
