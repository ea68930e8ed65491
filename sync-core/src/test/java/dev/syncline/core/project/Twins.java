package dev.syncline.core.project;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.Arguments;

/** A sync from the builder, and what a file says for the same. */
final class Twins {
  private Twins() {}

  static SyncDefinition.Builder sync() {
    return SyncDefinition.builder("s")
        .source(
            SourceSpec.of(
                "db",
                ComponentConfig.of(
                    Map.of("connection", "shop", "key", List.of("id"), "cursor", "at"))))
        .destination(
            DestinationSpec.of(
                "api", ComponentConfig.of(Map.of("connection", "crm", "table", "t"))));
  }

  static Arguments twin(SyncDefinition.Builder built, String yaml) {
    return arguments(built.build(), yaml);
  }

  static String file(String part) {
    return """
        connections: {shop: {type: db}, crm: {type: api}}
        syncs:
          - name: s2
            source: {connection: shop, key: id}
            destination: {connection: crm, table: t}
          - name: s
            source: {connection: shop, key: id, cursor: at}
            destination: {connection: crm, table: t}
        """
        + part.indent(4);
  }
}
