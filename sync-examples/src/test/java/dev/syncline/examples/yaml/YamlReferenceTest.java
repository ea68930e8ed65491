package dev.syncline.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.project.ProjectSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed schema and reference page are what the code says. */
class YamlReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @CsvSource({"syncline.schema.json", "yaml-reference.md"})
  void isWhatTheCodeSays(String name) throws IOException {
    Path file = DOCS.resolve(name);
    String text = name.endsWith(".json") ? ProjectSchema.json() : ProjectSchema.page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "docs/%s; write it anew with mvn -Pfast -pl sync-examples -am test"
                + " -Dtest=YamlReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Ddocs.write=true",
            name)
        .isEqualTo(text);
  }
}
