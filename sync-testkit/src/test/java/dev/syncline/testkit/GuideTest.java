package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.notebook.PlantedBugTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides show is what the build compiles and runs. */
class GuideTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"test-your-connector.md", "test-your-sync.md"})
  void showsCodeThatIsCompiled(String file) throws IOException {
    var snippets = GuideText.of(file).snippets();

    assertThat(snippets).hasSizeGreaterThan(3);
    for (var snippet : snippets) {
      assertThat(snippet.shown())
          .as("%s shows '%s' of %s", file, snippet.name(), snippet.file())
          .isEqualTo(snippet.compiled());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"test-your-connector.md", "test-your-sync.md"})
  void leadsToFilesThatExist(String file) throws IOException {
    var links = LINK.matcher(GuideText.of(file).page()).results().map(link -> link.group(1));

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Path.of("..", "docs").resolve(link)).exists());
  }

  @Test
  void listsEveryPlantedBugWithTheTestThatFindsIt() throws IOException {
    assertThat(GuideText.of("test-your-connector.md").page()).contains(PlantedBugTable.markdown());
  }
}
