package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.RequestLimits;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.SyncDefinition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of connections, and of syncs whose destination has none. */
class LimitsReaderTest {

  private static SyncProject project(String connectionLimits, String rest) {
    return SyncProject.parse(
        "connections:\n  shop: {type: db, url: x, limits: "
            + connectionLimits
            + "}\nsyncs:\n  - name: s\n    source: {connection: shop, key: id}\n"
            + rest,
        "p.yaml",
        Map.of());
  }

  private static RequestLimits ofShop(String limits) {
    var spec =
        project(limits, "    destination: {type: api, table: t}\n").connections().get("shop");
    assertThat(spec.config()).isEqualTo(ComponentConfig.of(Map.of("url", "x")));
    return spec.limits();
  }

  @Test
  void saysTheSameAsTheBuilder() {
    assertThat(ofShop("{requestsPerSecond: 2.5}"))
        .isEqualTo(RequestLimits.perSecond(2.5))
        .isEqualTo(RequestLimits.perSecond(2.5).burst(3));
    assertThat(ofShop("{requestsPerSecond: 5, burst: 10, breaker: {failures: 3, pause: 2m}}"))
        .isEqualTo(RequestLimits.perSecond(5).burst(10).breaker(3, Duration.ofMinutes(2)));
    assertThat(ofShop("{breaker: {}}"))
        .isEqualTo(RequestLimits.NONE.breaker(5, Duration.ofSeconds(30)));
  }

  @Test
  void aSyncWhoseDestinationHasNoConnectionHasLimitsOfItsOwn() {
    SyncDefinition read =
        project(
                "{}",
                "    destination: {type: api, table: t}\n    limits: {requestsPerSecond: 1}\n")
            .sync("s");
    assertThat(read)
        .isEqualTo(
            SyncDefinition.builder("s")
                .source(
                    SourceSpec.of(
                        "db", ComponentConfig.of(Map.of("connection", "shop", "key", "id"))))
                .destination(DestinationSpec.of("api", ComponentConfig.of(Map.of("table", "t"))))
                .limits(RequestLimits.perSecond(1))
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{requestsPerSecond: 0} | 2:56: connections.shop.limits.requestsPerSecond:"
            + " 'requestsPerSecond' must be more than 0, not 0.0",
        "{requestsPerSecond: NaN} | 2:56: connections.shop.limits.requestsPerSecond:"
            + " 'requestsPerSecond' must be a number, not 'NaN'",
        "{burst: 5} | 2:44: connections.shop.limits.burst: 'burst' needs 'requestsPerSecond',"
            + " and there is none",
        "{breaker: {pause: 0s}} | connections.shop.limits.breaker.pause:"
            + " 'pause' must be longer than nothing, not PT0S",
        "{breaker: {failure: 3}} | connections.shop.limits.breaker.failure: unknown setting"
            + " 'failure'; did you mean 'failures'?",
      })
  void namesThePlaceOfWhatIsWrong(String limits, String message) {
    assertThatThrownBy(() -> ofShop(limits))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void limitsOfASyncBesideThoseOfItsConnectionAreRefused() {
    assertThatThrownBy(
            () ->
                project(
                    "{}",
                    "    destination: {connection: shop, table: t}\n"
                        + "    limits: {requestsPerSecond: 1}\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("syncs[0].limits: the destination uses the connection 'shop'");
  }
}
