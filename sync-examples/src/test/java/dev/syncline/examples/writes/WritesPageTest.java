package dev.syncline.examples.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import dev.syncline.core.project.SyncProject;
import dev.syncline.examples.page.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/what-is-written.md shows is loaded, and means what the page says. */
class WritesPageTest {
  private static final Page PAGE = Page.of("docs/what-is-written.md");

  private static List<SyncDefinition> shown() {
    return PAGE.blocks("yaml").stream().map(WritesPageTest::load).toList();
  }

  private static SyncDefinition load(String part) {
    if (part.startsWith("connections:")) {
      return SyncProject.parse(part, "page.yml", Map.of()).sync("s");
    }
    String source = "source: {connection: shop, table: customers, key: id, cursor: at}\n";
    String sync = "name: s\ndestination: {connection: shop, table: t}\n" + source + part;
    String project =
        "connections:\n  shop: {type: jdbc, url: \"jdbc:sqlite:shop.db\"}\nsyncs:\n  - "
            + sync.strip().replace("\n", "\n    ");
    return SyncProject.parse(project, "page.yml", Map.of()).sync("s");
  }

  @Test
  void theExamplesMeanWhatThePageSays() throws IOException {
    List<SyncDefinition> syncs = shown();

    assertThat(syncs).hasSize(7);
    assertThat(syncs.get(0).writes()).isEqualTo(Writes.insertOnly());
    assertThat(syncs.get(1).writes()).isEqualTo(Writes.updateOnly());
    assertThat(syncs.get(2).writes()).isEqualTo(Writes.ALL.namespace("shop", "north"));
    assertThat(syncs.get(3).accepted()).containsExactly(Risk.SHARED_ROWS);
    assertThat(syncs.get(4).source().config().string("where")).isEqualTo("country = :country");
    assertThat(syncs.get(4).deletes().onLeave()).isEqualTo(Deletes.OnLeave.DELETE);
    assertThat(syncs.get(5).delta().fullScanFallback()).isFalse();
    assertThat(syncs.get(6).delta().volatileFields()).containsExactly("synced_at");
  }
}
