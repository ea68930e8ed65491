package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.extract.HttpExtractors;
import dev.syncline.http.load.HttpLoaders;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/http.md is a right configuration, and the builders say the same. */
class HttpPageTest {
  private static final Path PAGE = Path.of("..", "docs", "http.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CRM_TOKEN", "t1234",
          "APISMITH_TOKEN", "j1234",
          "SHOP_KEY", "k1234",
          "A_PASSWORD", "p1234",
          "B_KEY", "b1234",
          "D_PRIVATE_KEY", "d1234");

  private final TestClock clock = TestClock.create();

  static Stream<String> examples() throws IOException {
    var examples = new ArrayList<String>();
    var matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    assertThat(examples).hasSize(11);
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isRight(String yaml) {
    SyncProject project = SyncProject.parse(yaml, "http.md", ENVIRONMENT);
    for (ConnectionSpec connection : project.connections().values()) {
      ComponentConfig config = connection.config();
      boolean trust = config.has("trustStore");
      assertThat(client(trust ? config.without("trustStore") : config)).isNotNull();
    }
    for (SyncDefinition sync : project.syncs()) {
      HttpExtractors.of(() -> null, sync.source().config()).close();
      HttpLoaders.of(() -> null, sync.destination().config()).close();
    }
  }

  private ApiClient client(ComponentConfig config) {
    return new ApiClient(config, clock, clock::advance);
  }

  @Test
  void theBuildersSayTheSame() throws IOException {
    SyncProject project =
        SyncProject.parse(examples().findFirst().orElseThrow(), "http.md", ENVIRONMENT);
    SyncDefinition sync = project.sync("contacts");
    assertThat(
            HttpSource.path("crm", "/contacts")
                .records("data.items")
                .key("id")
                .pagination(Map.of("type", "link"))
                .toSpec())
        .isEqualTo(sync.source());
    assertThat(
            HttpDestination.create("shop", "/customers", "id")
                .update("/customers/{ref}")
                .delete("/customers/{ref}")
                .lookup("/customers", "number", "customers", "id")
                .toSpec())
        .isEqualTo(sync.destination());
    assertThat(HttpConnection.url("https://api.example.com/v1").bearer("t1234").toSpec())
        .isEqualTo(project.connections().get("crm"));
    assertThat(HttpConnection.url("https://shop.example.com").apiKey("X-Key", "k1234").toSpec())
        .isEqualTo(project.connections().get("shop"));
  }

  @Test
  void everyMethodOfTheBuildersIsRead() {
    var connections =
        List.of(
            HttpConnection.url("https://a.example.com")
                .basic("me", "secret")
                .header("X-A", "1")
                .header("X-B", "2")
                .timeout(Duration.ofSeconds(3)),
            HttpConnection.url("https://a.example.com")
                .clientCredentials("https://a.example.com/token", "me", "secret")
                .with("http2", true));
    connections.forEach(
        connection -> {
          assertThat(client(connection.toSpec().config())).isNotNull();
          assertThat(connection.toString()).doesNotContain("secret");
        });
    var source =
        HttpSource.path("crm", "/x")
            .key("id")
            .query("active", "true")
            .field("id", "integer")
            .field("changed", "timestamp")
            .since("changed", "updated_since")
            .singlePage();
    HttpExtractors.of(() -> null, source.toSpec().config()).close();
    var destination =
        HttpDestination.upsert("crm", "/x/{id}").idempotencyKey("Idempotency-Key").toSpec();
    HttpLoaders.of(() -> null, destination.config()).close();
  }
}
