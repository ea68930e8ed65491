package dev.syncline.core.grammar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is written from the grammar. */
public final class Documentation {
  private Documentation() {}

  /** The JSON Schema, of draft 2020-12. */
  public static String schema(Connectors connectors) {
    try {
      var printer = new ObjectMapper().writerWithDefaultPrettyPrinter();
      return printer.writeValueAsString(new JsonSchema(connectors).write()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be printed", e);
    }
  }

  /** The reference, in Markdown. */
  public static String page(Connectors connectors) {
    return new ReferencePage(connectors).write();
  }
}
