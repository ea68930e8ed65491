package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import dev.syncline.migration.MappingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What SYNC_MAPPING names, in either form.
 *
 * @param file the file
 * @param project the project that it is
 * @param earlier the mapping file, if it is one of the earlier system
 */
record Mapping(Path file, SyncProject project, Optional<MappingFile> earlier) {

  /** The file, which must be there. */
  static Path file(Surroundings surroundings) {
    Path file = surroundings.mapping();
    if (!Files.exists(file)) {
      throw new ConfigurationException(
          "there is no mapping file '"
              + file
              + "'; say with "
              + Surroundings.MAPPING
              + " where it is");
    }
    return file;
  }

  static Mapping load(Surroundings surroundings) {
    Path file = file(surroundings);
    if (!MappingFile.is(file)) {
      return new Mapping(file, SyncProject.load(file, surroundings.variables()), Optional.empty());
    }
    MappingFile earlier = MappingFile.load(file);
    SyncProject project = earlier.project(surroundings.options(), surroundings.variables());
    return new Mapping(file, project, Optional.of(earlier));
  }

  /** These syncs, in the order of the file; all if none is named. */
  List<SyncDefinition> syncs(List<String> names) {
    names.forEach(project::sync);
    return project.syncs().stream()
        .filter(sync -> names.isEmpty() || names.contains(sync.name()))
        .toList();
  }

  /** From the names in a state file of the earlier system to those of the syncs. */
  Map<String, String> earlierNames() {
    var names = new LinkedHashMap<String, String>();
    project.syncs().forEach(sync -> names.put(sync.name(), sync.name()));
    earlier.ifPresent(
        mapping -> {
          names.clear();
          names.putAll(mapping.names());
        });
    return names;
  }
}
