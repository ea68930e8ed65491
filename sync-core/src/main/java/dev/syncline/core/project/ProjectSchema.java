package dev.syncline.core.project;

import dev.syncline.core.grammar.Connectors;
import dev.syncline.core.grammar.Documentation;

/**
 * What may stand in a project file, with the connectors that are on the class path. An application
 * with connectors of its own writes its own schema:
 *
 * <pre>{@code
 * Files.writeString(Path.of("project.schema.json"), ProjectSchema.json());
 * }</pre>
 */
public final class ProjectSchema {
  private ProjectSchema() {}

  /**
   * The JSON Schema, of draft 2020-12, by which editors complete and check a file. What it refuses,
   * {@link SyncProject#load(java.nio.file.Path)} refuses; that refuses more, such as a connection
   * that is not there.
   */
  public static String json() {
    return Documentation.schema(Connectors.found());
  }

  /** All names, with their values, defaults and meanings; a page in Markdown. */
  public static String page() {
    return Documentation.page(Connectors.found());
  }
}
