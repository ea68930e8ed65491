package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.Provider;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.jdbc.source.SourceSettings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What builders say is what a file would say. */
class SpecTest {

  @Test
  void aQuerySourceEqualsItsConfiguration() {
    var built =
        JdbcSource.query("shop", "SELECT * FROM customers WHERE country = :country")
            .key("id")
            .cursor("updated_at")
            .parameter("country", "DE")
            .fetchSize(500)
            .toSpec();

    assertThat(built)
        .isEqualTo(
            SourceSpec.of(
                "jdbc",
                ComponentConfig.of(
                    Map.of(
                        "connection",
                        "shop",
                        "query",
                        "SELECT * FROM customers WHERE country = :country",
                        "key",
                        List.of("id"),
                        "cursor",
                        "updated_at",
                        "parameters",
                        Map.of("country", "DE"),
                        "fetchSize",
                        500))));
  }

  @Test
  void aTableEqualsItsConfiguration() {
    assertThat(
            JdbcTable.of("crm", "contacts").key("email").createIfMissing().batchSize(50).toSpec())
        .isEqualTo(
            DestinationSpec.of(
                "jdbc",
                ComponentConfig.of(
                    Map.of(
                        "connection",
                        "crm",
                        "table",
                        "contacts",
                        "key",
                        List.of("email"),
                        "create",
                        true,
                        "batchSize",
                        50))));
  }

  @Test
  void everyCallAnswersACopy() {
    var plain = JdbcSource.table("shop", "customers");
    plain.key("id");
    assertThat(plain.toSpec().key()).isEmpty();
  }

  @Test
  void misspeltSettingsAreNamed() {
    var config = ComponentConfig.of(Map.of("connection", "c", "tabel", "customers"));
    assertThatThrownBy(() -> SourceSettings.of(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tabel")
        .hasMessageContaining("table");
  }

  @Test
  void aSourceNeedsAQueryOrATable() {
    var config = ComponentConfig.of(Map.of("connection", "c"));
    assertThatThrownBy(() -> SourceSettings.of(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'query' or a 'table'");
  }

  @Test
  void providersAreFound() {
    assertThat(types(ConnectionProvider.class)).contains("jdbc");
    assertThat(types(ExtractorProvider.class)).contains("jdbc");
    assertThat(types(LoaderProvider.class)).contains("jdbc");
    assertThat(types(StateStoreProvider.class)).contains("sqlite", "jdbc");
  }

  private static <P extends Provider<?>> List<String> types(Class<P> service) {
    return ServiceLoader.load(service).stream().map(p -> p.get().type()).toList();
  }
}
