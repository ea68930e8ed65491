package dev.syncline.testkit.notebook;

import java.util.List;

/** The planted bugs as the guide lists them. */
public final class PlantedBugTable {

  private PlantedBugTable() {}

  /** A Markdown table: what the connector does wrong, and which test finds it. */
  public static String markdown() {
    var table = new StringBuilder("| the loader … | found by |\n|---|---|\n");
    add(table, PlantedBug.IN_LOADERS);
    table.append("\n| the extractor … | found by |\n|---|---|\n");
    add(table, PlantedBug.IN_EXTRACTORS);
    return table.toString();
  }

  private static void add(StringBuilder table, List<PlantedBug> bugs) {
    bugs.forEach(
        bug ->
            table
                .append("| ")
                .append(bug.what())
                .append(" | ")
                .append(bug.finder())
                .append(" |\n"));
  }
}
