package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.project.SyncProject;
import dev.syncline.jdbc.dialect.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about databases says what new columns are, and its example can be loaded. */
class NewColumnsTest {
  private static final String YAML = "```yaml\n";

  @Test
  void areAsThePageSays() throws IOException {
    try (var sqlite = TestDatabase.sqlite();
        var h2 = TestDatabase.h2();
        var postgres = TestDatabase.postgres();
        var mariaDb = TestDatabase.mariaDb()) {
      List<Dialect> dialects =
          Stream.of(sqlite, h2, postgres, mariaDb).map(TestDatabase::dialect).toList();
      var table = new StringBuilder("| type |");
      dialects.forEach(dialect -> table.append(' ').append(dialect.name()).append(" |"));
      table.append("\n|---|---|---|---|---|\n");
      for (LogicalType type : LogicalType.values()) {
        Field field = Field.of("f", type);
        String columns =
            dialects.stream()
                .map(dialect -> "`" + dialect.columnDefinition(field, false) + "`")
                .collect(Collectors.joining(" | "));
        String name = type.name().toLowerCase(Locale.ROOT);
        table.append("| ").append(name).append(" | ").append(columns).append(" |\n");
      }
      DatabasesPage.requirePart("new columns", table.toString());
    }
  }

  @Test
  void theExamplesCanBeLoaded() throws IOException {
    String page = DatabasesPage.text();
    int examples = 0;
    for (int at = page.indexOf(YAML); at >= 0; at = page.indexOf(YAML, at + 1)) {
      String yaml = page.substring(at + YAML.length(), page.indexOf("```", at + 1));
      assertThat(SyncProject.parse(yaml, "databases.md", Map.of()).syncs()).hasSize(1);
      examples++;
    }
    assertThat(examples).isEqualTo(2);
  }
}
