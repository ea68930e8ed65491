package dev.syncline.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/migrating-from-mysql-smartsuite.md shows. */
class MigrationPageTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MYSQL_DATABASE",
          "shop",
          "MYSQL_USER",
          "sync",
          "SMARTSUITE_TOKEN",
          "t",
          "SMARTSUITE_ACCOUNT_ID",
          "a");

  private static String block(String kind) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "migrating-from-mysql-smartsuite.md"));
    Matcher found = Pattern.compile("(?s)```" + kind + "\n(.*?)```").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void theMappingIsTheProject() throws IOException {
    MappingFile mapping = MappingFile.parse(block("yaml mapping"), "page.md");
    SyncProject project = SyncProject.parse(block("yaml project"), "page.md", ENVIRONMENT);

    assertThat(mapping.notes()).isEmpty();
    assertThat(mapping.project(MigrationOptions.DEFAULT, ENVIRONMENT)).isEqualTo(project);
  }
}
