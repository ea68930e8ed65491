package dev.syncline.examples.catalogs;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.project.SyncProject;
import java.nio.file.Path;
import java.util.List;

/** Copies all that a source offers. */
public final class WholeSource {
  private WholeSource() {}

  /** Discovers the catalog 'erp' of a project, and runs its syncs. */
  public static List<RunReport> copy(Path file) {
    SyncProject project = SyncProject.load(file);
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      Discovery found = engine.discover(project.catalog("erp")); // asks, compares, makes tables
      return engine.runAll(found.syncs()); // parents before their children
    }
  }
}
