package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.migration.MigrationOptions;
import dev.syncline.migration.MigrationOptions.ZeroDates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir Path folder;

  @Test
  void whatIsNotSetMayStandInAFile() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        # the database
        MYSQL_HOST=db.example.org
        export MYSQL_USER="sync"
        MYSQL_PASSWORD='a=b # c'
        SYNC_MAPPING=from-file.yml
        nonsense
        """);
    Surroundings here =
        Surroundings.of(Map.of("SYNC_MAPPING", "set.yml", "MYSQL_USER", "root"), folder);

    assertThat(here.mapping()).isEqualTo(Path.of("set.yml"));
    assertThat(here.variables())
        .containsEntry("MYSQL_HOST", "db.example.org")
        .containsEntry("MYSQL_USER", "root")
        .containsEntry("MYSQL_PASSWORD", "a=b # c")
        .doesNotContainKey("nonsense");
    assertThat(here.toString()).contains("MYSQL_PASSWORD").doesNotContain("a=b");
  }

  @Test
  void theOptionsOfAMappingFileAreRead() {
    assertThat(new Surroundings(Map.of()).options()).isEqualTo(MigrationOptions.DEFAULT);
    var said =
        new Surroundings(
            Map.of("SYNC_FULL_EVERY", "6h", "SYNC_DELETES", "none", "SYNC_ZERO_DATES", "to-null"));
    assertThat(said.options())
        .isEqualTo(
            MigrationOptions.DEFAULT
                .readEverythingEvery(Duration.ofHours(6))
                .deletes(false)
                .zeroDates(ZeroDates.TO_NULL));
  }

  @Test
  void slipsAreRefused() {
    assertThatThrownBy(() -> new Surroundings(Map.of("SYNC_DELETES", "no")).options())
        .hasMessage("SYNC_DELETES must be 'absence' or 'none', not 'no'");
    assertThatThrownBy(() -> new Surroundings(Map.of("SYNC_FULL_EVERY", "daily")).options())
        .hasMessageContaining("must be a duration");
    assertThatThrownBy(() -> new Surroundings(Map.of("SYNC_FULL_EVERY", "0s")).options())
        .hasMessageContaining("must be longer");
    assertThatThrownBy(() -> new Surroundings(Map.of("SYNC_INTERVAL_MINUTES", "0")).interval())
        .hasMessageContaining("from 1 to 10080, not '0'");
  }

  @Test
  void onlyOtherServersThanSmartSuitesAreReachedUnencrypted() {
    assertThat(plaintext("http://smartsuite:8080/api/v1")).isEqualTo("true");
    assertThat(plaintext("HTTP://127.0.0.1:9/")).isEqualTo("true");
    assertThat(plaintext("https://app.smartsuite.com/api/v1")).isNull();
    assertThat(plaintext("http://app.smartsuite.com/api/v1")).isNull();
    assertThat(plaintext("http://not a url")).isNull();
    assertThat(
            new Surroundings(
                    Map.of("SMARTSUITE_BASE_URL", "http://x/", "SMARTSUITE_PLAINTEXT", "false"))
                .variables())
        .containsEntry("SMARTSUITE_PLAINTEXT", "false");
  }

  private static String plaintext(String url) {
    return new Surroundings(Map.of("SMARTSUITE_BASE_URL", url))
        .variables()
        .get("SMARTSUITE_PLAINTEXT");
  }

  @Test
  void convertingNeedsNoEnvironment() {
    Path mapping = Stage.resource(folder, "customers.yml");
    var out = new java.io.ByteArrayOutputStream();
    var err = new java.io.ByteArrayOutputStream();
    int status =
        MysqlSmartsuite.run(
            new String[] {"convert"},
            Map.of("SYNC_MAPPING", mapping.toString()),
            new java.io.PrintStream(out),
            new java.io.PrintStream(err));
    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString()).contains("user: ${MYSQL_USER}", "externalId: customer_id");
  }
}
