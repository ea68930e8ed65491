package dev.syncline.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not a byte of a secret value gets into the state file by way of dead letters. */
class SecretsOnDiskTest {
  @TempDir Path folder;

  @BeforeEach
  void aShop() throws SQLException {
    sql(
        "shop.db",
        "CREATE TABLE payers (id INTEGER PRIMARY KEY, name TEXT, iban TEXT, api_token TEXT)",
        "INSERT INTO payers VALUES (1, 'Ada', 'DE111111111111', 'tok-aaaaaaaa')",
        "INSERT INTO payers VALUES (2, NULL, 'DE222222222222', 'tok-bbbbbbbb')",
        "INSERT INTO payers VALUES (3, 'Cid', 'short-secret', 'tok-cccccccc')",
        "INSERT INTO payers VALUES (4, 'Dan', 'DE111111111111', 'tok-dddddddd')",
        "INSERT INTO payers VALUES (5, 'DE555555555555', 'DE555555555555', 'tok-eeeeeeee')");
    sql(
        "crm.db",
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, title TEXT, account TEXT UNIQUE,"
            + " api_token TEXT, CHECK (title <> account))");
  }

  private void sql(String database, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(database));
        var statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private SyncEngine engine() {
    return SyncEngine.builder()
        .connection("shop", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("shop.db")))
        .connection("crm", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("crm.db")))
        .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
        .build();
  }

  private static SyncDefinition.Builder sync() {
    return SyncDefinition.builder("payers")
        .source(JdbcSource.table("shop", "payers").key("id"))
        .validate(v -> v.required("name").matches("iban", "DE[0-9]+"))
        .map(m -> m.fields("id", "api_token").field("name", "title").field("iban", "account"))
        .secretFields("Iban", "*_TOKEN")
        .destination(JdbcTable.of("crm", "accounts"));
  }

  /** The bytes of the state file and of what SQLite keeps beside it. */
  private String bytes() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("state")).toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }

  private void assertNothingSecret() throws IOException {
    assertThat(bytes())
        .contains("***", "payers", "Cid")
        .doesNotContain("DE1111", "DE2222", "short-secret", "tok-");
  }

  @Test
  void secretsAreNotInTheStateFile() throws Exception {
    try (SyncEngine engine = engine()) {
      RunReport report = engine.run(sync().build());
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(report.ledger().rejected()).isEqualTo(4);
      assertNothingSecret();
      RunReport replayed =
          engine.deadLetters("payers").replay(sync().build(), LetterSelection.all());
      assertThat(replayed.ledger().rejected()).isEqualTo(4);
      assertNothingSecret();
    }
    assertNothingSecret();
  }

  @Test
  void lettersAreReadAgainByKeyAndAnEditKeepsTheSecretOfTheSource() throws Exception {
    try (SyncEngine engine = engine()) {
      engine.run(sync().build());
      var box = engine.deadLetters("payers");
      DeadLetter nameless =
          box.list(Optional.empty(), 10).stream()
              .filter(letter -> letter.errorType().equals("required"))
              .findFirst()
              .orElseThrow();
      var edited = box.record(nameless).with("name", "Bob");
      RunReport report = box.editAndReplay(sync().build(), nameless, edited);
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(engine.run(sync().build()).ledger().unchanged()).isEqualTo(2);
      assertNothingSecret();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT * FROM accounts WHERE id = 2")) {
      assertThat(row.next()).isTrue();
      assertThat(List.of(row.getString("title"), row.getString("account")))
          .containsExactly("Bob", "DE222222222222");
      assertThat(row.getString("api_token")).isEqualTo("tok-bbbbbbbb");
    }
  }

  @Test
  void withoutSecretFieldsTheyWouldBeThere() throws Exception {
    try (SyncEngine engine = engine()) {
      engine.run(sync().secretFields().build());
    }
    assertThat(bytes()).contains("DE2222", "short-secret", "tok-");
  }
}
