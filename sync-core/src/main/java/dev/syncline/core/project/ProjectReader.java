package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.config.Nearest;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the top of a project: connections, the state store, and which syncs there are. */
final class ProjectReader {
  private static final String UNKNOWN = "unknown";

  private final YamlDocument document;
  private final Problems problems;

  ProjectReader(YamlDocument document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  SyncProject read() {
    var root = document.config();
    var connections = connections(root);
    var stateStore = stateStore(root);
    var syncs = syncs(root, connections);
    return new SyncProject(connections, stateStore, syncs, catalogs(root, connections));
  }

  private Map<String, ConnectionSpec> connections(ComponentConfig root) {
    var connections = new LinkedHashMap<String, ConnectionSpec>();
    var section = problems.attempt(() -> root.optionalSection("connections"));
    section
        .flatMap(present -> present)
        .ifPresent(
            named -> {
              for (String name : named.values().keySet()) {
                // One that is wrong stays known, so that those who name it are not wrong, too.
                connections.put(
                    name,
                    problems
                        .attempt(
                            () -> connection(named.section(name)),
                            relative -> document.place("connections." + name + "." + relative))
                        .orElseGet(
                            () -> new ConnectionSpec(UNKNOWN, ComponentConfig.of(Map.of()))));
              }
            });
    return connections;
  }

  private ConnectionSpec connection(ComponentConfig section) {
    return new ConnectionSpec(
        section.string("type"),
        section.without("type").without(LimitsReader.SECTION),
        LimitsReader.read(section));
  }

  private Optional<StateStoreSpec> stateStore(ComponentConfig root) {
    return problems
        .attempt(
            () ->
                root.optionalSection("stateStore")
                    .map(
                        section ->
                            new StateStoreSpec(section.string("type"), section.without("type"))))
        .flatMap(present -> present);
  }

  private List<SyncDefinition> syncs(
      ComponentConfig root, Map<String, ConnectionSpec> connections) {
    var syncs = new ArrayList<SyncDefinition>();
    var parts = problems.attempt(() -> root.sections("syncs")).orElse(List.of());
    var places = places(parts);
    for (int i = 0; i < parts.size(); i++) {
      new SyncReader(parts.get(i), "syncs[" + i + "]", connections, document, problems)
          .read()
          .ifPresent(syncs::add);
      named(parts.get(i), "parents", "syncs[" + i + "]", places);
      named(parts.get(i), "lookups", "syncs[" + i + "]", places);
    }
    return syncs;
  }

  private List<CatalogDefinition> catalogs(
      ComponentConfig root, Map<String, ConnectionSpec> connections) {
    var catalogs = new ArrayList<CatalogDefinition>();
    var parts = problems.attempt(() -> root.sections("catalogs")).orElse(List.of());
    for (int i = 0; i < parts.size(); i++) {
      String path = "catalogs[" + i + "]";
      var types = new ConnectionTypes(connections);
      var reader = new CatalogReader(parts.get(i), types);
      problems
          .attempt(reader::read, relative -> document.place(path + "." + relative))
          .ifPresent(
              catalog -> {
                if (catalogs.stream().anyMatch(other -> other.name().equals(catalog.name()))) {
                  problems.add(
                      document.place(path + ".name"),
                      "there are two catalogs '"
                          + catalog.name()
                          + "'; give one of them another name");
                }
                catalogs.add(catalog);
              });
    }
    return catalogs;
  }

  /** The names of the syncs with their places; a second sync of one name is refused. */
  private Map<String, String> places(List<ComponentConfig> parts) {
    var places = new LinkedHashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      String path = "syncs[" + i + "].name";
      var name = document.text(path);
      if (name.isEmpty()) {
        continue;
      }
      String first = places.putIfAbsent(name.get(), path);
      if (first != null) {
        problems.add(
            document.place(path),
            "there are two syncs '"
                + name.get()
                + "'; the other one stands in line "
                + document.place(first).line()
                + "; give one of them another name");
      }
    }
    return places;
  }

  /** The other syncs that a part of a sync names have to be there. */
  private void named(ComponentConfig sync, String part, String path, Map<String, String> known) {
    if (!(sync.values().get(part) instanceof ComponentConfig naming)) {
      return;
    }
    for (String name : naming.values().keySet()) {
      String place = path + "." + part + "." + name + ".sync";
      var parent = document.text(place);
      if (parent.isPresent() && !known.containsKey(parent.get())) {
        problems.add(
            document.place(place),
            "there is no sync '" + parent.get() + "'" + Nearest.hint(parent.get(), known.keySet()));
      }
    }
  }
}
