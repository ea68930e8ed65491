package dev.syncline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartFileTest {
  private final QuickstartFiles files = new QuickstartFiles(Path.of("somewhere"));

  @Test
  void saysTheSameAsTheCode() throws IOException {
    SyncProject project = project(Map.of("QUICKSTART_DIR", "somewhere"));

    assertThat(project.syncs()).isEqualTo(QuickstartSyncs.all());
    assertThat(project.connections())
        .containsExactly(
            Map.entry("source", QuickstartFiles.connection(files.source())),
            Map.entry("destination", QuickstartFiles.connection(files.destination())));
    assertThat(project.stateStore())
        .hasValueSatisfying(
            store -> {
              assertThat(store.type()).isEqualTo("sqlite");
              assertThat(store.config().string("path")).isEqualTo(files.state().toString());
            });
  }

  @Test
  void usesTheFolderOfTheQuickstartUnlessToldOtherwise() throws IOException {
    assertThat(project(Map.of()).connections().get("source"))
        .isEqualTo(
            QuickstartFiles.connection(Path.of("sync-examples/target/quickstart/source.db")));
  }

  private static SyncProject project(Map<String, String> environment) throws IOException {
    try (InputStream file = Quickstart.class.getResourceAsStream("quickstart.yml")) {
      return SyncProject.parse(
          new String(file.readAllBytes(), UTF_8), "quickstart.yml", environment);
    }
  }
}
