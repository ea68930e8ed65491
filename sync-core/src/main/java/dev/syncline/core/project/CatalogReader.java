package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.CatalogDefinition.Choice;
import dev.syncline.core.catalog.CatalogDefinition.DeltaChoice;
import dev.syncline.core.definition.DeltaStrategy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads one catalog. */
final class CatalogReader {
  private final ComponentConfig section;
  private final ConnectionTypes types;

  CatalogReader(ComponentConfig section, ConnectionTypes types) {
    this.section = section;
    this.types = types;
  }

  CatalogDefinition read() {
    var source = section.section("source");
    var destination = section.section("destination");
    var builder =
        CatalogDefinition.builder(section.string("name"))
            .source(types.of(source), source.without("type"))
            .destination(DestinationSpec.of(types.of(destination), destination.without("type")))
            .remember(file())
            .choice(new Choice(section.strings("entities"), section.strings("except")))
            .linksParents(waits());
    section.optionalString("names").ifPresent(builder::names);
    section
        .optionalSection("keys")
        .ifPresent(
            keys ->
                keys.names()
                    .forEach(
                        entity ->
                            builder.key(entity, keys.strings(entity).toArray(String[]::new))));
    section.optionalSection("delta").ifPresent(delta -> builder.delta(delta(delta)));
    if (section.has("deletes")) {
      builder.deletes(new SettingsReader(section).deletes());
    }
    if (section.has("schemaDrift")) {
      builder.schemaDrift(new DriftReader(section).schemaDrift());
    }
    return builder.build();
  }

  private Path file() {
    String text = section.string("remember");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw section.error("remember", "'" + text + "' is no name of a file");
    }
  }

  private boolean waits() {
    return switch (section.optionalString("parents").orElse("wait").toLowerCase(Locale.ROOT)) {
      case "wait" -> true;
      case "first" -> false;
      default -> throw section.error("parents", "'parents' is 'wait' or 'first'");
    };
  }

  private static DeltaChoice delta(ComponentConfig section) {
    Optional<DeltaStrategy> strategy =
        section.has("strategy")
            ? Optional.of(section.oneOf("strategy", DeltaStrategy.class, DeltaStrategy.HASH))
            : Optional.empty();
    return new DeltaChoice(
        strategy, section.duration("overlap"), section.duration("reconcileEvery"));
  }
}
