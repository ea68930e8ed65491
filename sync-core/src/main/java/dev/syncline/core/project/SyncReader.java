package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.TransformSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one sync. Every part is read by itself, so that an error in one does not hide another. */
final class SyncReader {
  private final ComponentConfig sync;
  private final String path;
  private final ConnectionTypes types;
  private final YamlDocument document;
  private final Problems problems;

  SyncReader(
      ComponentConfig sync,
      String path,
      Map<String, ConnectionSpec> connections,
      YamlDocument document,
      Problems problems) {
    this.sync = sync;
    this.path = path;
    this.types = new ConnectionTypes(connections);
    this.document = document;
    this.problems = problems;
  }

  /** The sync; empty if something is wrong with it. */
  Optional<SyncDefinition> read() {
    var builder =
        SyncDefinition.builder(problems.attempt(() -> sync.string("name")).orElse("unnamed"));
    part("source", builder, to -> to.source(source()));
    part("destination", builder, to -> to.destination(destination()));
    var rules = new RuleReader(document, problems);
    part("normalize", builder, to -> to.normalize(n -> new NormalizeReader(rules, n).read(sync)));
    part("validate", builder, to -> to.validate(v -> new ValidateReader(rules, v).read(sync)));
    part("lookups", builder, this::lookups);
    var map = new MapReader(rules);
    part("filter", builder, to -> to.map(m -> map.readFilter(sync, m)));
    part("map", builder, to -> to.map(m -> map.read(sync, m)));
    part("constants", builder, to -> to.map(m -> map.readConstants(sync, m)));
    part("templates", builder, to -> to.map(m -> map.readTemplates(sync, m)));
    part("compute", builder, to -> to.map(m -> map.readComputed(sync, m)));
    part("transform", builder, this::transforms);
    part("parents", builder, this::parents);
    var settings = new SettingsReader(sync);
    part("delta", builder, to -> to.delta(settings.delta()));
    part("deletes", builder, to -> to.deletes(settings.deletes()));
    part("errorBudget", builder, to -> to.errorBudget(settings.errorBudget()));
    part(
        "secretFields",
        builder,
        to -> to.secretFields(sync.strings("secretFields").toArray(String[]::new)));
    part("settings", builder, to -> to.settings(settings.runSettings()));
    var drift = new DriftReader(sync);
    part("schemaDrift", builder, to -> to.schemaDrift(drift.schemaDrift()));
    part("onLossyWrite", builder, to -> to.onLossyWrite(drift.onLossyWrite()));
    part("atLeastOnce", builder, to -> accept(to, "atLeastOnce", Risk.AT_LEAST_ONCE));
    part("ephemeral", builder, to -> accept(to, "ephemeral", Risk.EPHEMERAL_STATE));
    part("sharedRows", builder, to -> accept(to, "sharedRows", Risk.SHARED_ROWS));
    part("writes", builder, to -> to.writes(settings.writes(rules.sections())));
    part("limits", builder, to -> to.limits(LimitsReader.read(sync)));
    return problems.attempt(builder::build, relative -> document.place(path + "." + relative));
  }

  private void accept(SyncDefinition.Builder builder, String name, Risk risk) {
    if (!sync.string(name).equals("accepted")) {
      throw sync.error(name, "the only value of '" + name + "' is 'accepted'");
    }
    builder.accept(risk);
  }

  private void part(
      String name, SyncDefinition.Builder builder, Consumer<SyncDefinition.Builder> read) {
    if (sync.has(name)) {
      problems.attempt(
          () -> {
            read.accept(builder);
            return builder;
          },
          relative -> document.place(path + "." + relative));
    }
  }

  private void lookups(SyncDefinition.Builder builder) {
    var lookups = sync.section("lookups");
    for (String name : lookups.values().keySet()) {
      problems.attempt(
          () -> {
            Lookup lookup = lookup(lookups.section(name));
            return builder.map(m -> m.lookup(name, lookup));
          },
          relative -> document.place(path + ".lookups." + name + "." + relative));
    }
  }

  private Lookup lookup(ComponentConfig section) {
    if (section.has("sync")) {
      return Lookup.sync(section.string("sync"));
    }
    int atMost = section.integer("atMost", Lookup.AT_MOST, 1, Integer.MAX_VALUE);
    if (section.has("file")) {
      return new Lookup.FromFile(section.string("file"), section.strings("key"), atMost);
    }
    if (!section.has("connection") && !section.has("type")) {
      throw section.error(
          "file", "a lookup reads a 'file', a 'connection' or another 'sync'; name one of them");
    }
    return new Lookup.FromSource(source(section.without("atMost")), atMost);
  }

  private SourceSpec source() {
    return source(sync.section("source"));
  }

  private SourceSpec source(ComponentConfig section) {
    var config = section.without("type");
    return SourceSpec.of(
        types.of(section), config.has("key") ? config.with("key", config.strings("key")) : config);
  }

  private DestinationSpec destination() {
    var section = sync.section("destination");
    return DestinationSpec.of(types.of(section), section.without("type"));
  }

  private void transforms(SyncDefinition.Builder builder) {
    for (ComponentConfig step : Sections.steps(sync, "transform")) {
      problems.attempt(
          () -> {
            String type = step.string("type");
            if (type.equals("local")) {
              throw step.error(
                  "type", "'local' is for transformers made in code; name the type of a provider");
            }
            return builder.transform(TransformSpec.of(type, step.without("type")));
          },
          relative -> document.place(Sections.path(step, "type")));
    }
  }

  private void parents(SyncDefinition.Builder builder) {
    var parents = sync.section("parents");
    for (String field : parents.values().keySet()) {
      problems.attempt(
          () -> {
            var link = parents.section(field);
            String parent = link.string("sync");
            String[] key = link.strings("key").toArray(String[]::new);
            if (link.bool("deferred", false)) {
              if (!link.bool("optional", true)) {
                throw link.error(
                    "optional",
                    "a deferred parent is optional: its field is null at first; leave 'optional' out");
              }
              return builder.deferredParent(field, parent, key);
            }
            return link.bool("optional", false)
                ? builder.optionalParent(field, parent, key)
                : builder.parent(field, parent, key);
          },
          relative -> document.place(path + "." + relative));
    }
  }
}
