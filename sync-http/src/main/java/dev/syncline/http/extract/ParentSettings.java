package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.page.PageSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a definition says of the list whose records each have a list of their own.
 *
 * @param listing the list of the parents
 * @param path the path of a parent's children, with fields of the parent in braces
 * @param include fields of a child that come from its parent
 * @param parallel how many lists are read at once
 */
record ParentSettings(
    Listing listing, PathTemplate path, Map<String, JsonPath> include, int parallel) {
  private static final String PREFIX = "parent.";
  private static final int USUAL = 4;
  private static final int MOST = 64;

  /** What may be said. */
  static final Options OPTIONS =
      RequestTemplate.options("GET")
          .plus(
              Options.of(
                  Option.of("records", Shape.TEXT, "$", "where the records stand in an answer"),
                  Option.of("key", Shape.TEXTS, "the fields that identify a parent")))
          .plus(PageSettings.OPTIONS)
          .plus(ResponseFilters.OPTIONS)
          .plus(
              Options.of(
                  Option.of(
                      "include",
                      Shape.table("field", Shape.TEXT),
                      "fields of a child, and where they stand in its parent"),
                  Option.of(
                      "parallel", Shape.whole(1, MOST), USUAL, "how many lists are read at once")));

  static ParentSettings of(ComponentConfig source) {
    ComponentConfig section = source.section("parents");
    section.allow(OPTIONS.names());
    var path = new PathTemplate(source.string("path"));
    if (path.names().stream().noneMatch(name -> name.startsWith(PREFIX))) {
      throw source.error(
          "path", "'path' must name a field of the parent, such as /customers/{parent.id}/orders");
    }
    var include = new LinkedHashMap<String, JsonPath>();
    section
        .optionalSection("include")
        .ifPresent(
            named -> named.names().forEach(name -> include.put(name, JsonPath.of(named, name))));
    return new ParentSettings(
        new Listing(
            RequestTemplate.of(section, "GET"),
            section.string("path"),
            JsonPath.optional(section, "records").orElse(JsonPath.ROOT),
            PageSettings.of(section),
            ResponseFilters.of(section),
            section.strings("key").stream()
                .map(name -> new JsonPath(List.of(name), name))
                .toList()),
        path,
        include,
        section.integer("parallel", USUAL, 1, MOST));
  }

  /** The path of the children of a parent. */
  String pathOf(Map<String, ?> parent) {
    return path.fill(
        name ->
            name.startsWith(PREFIX)
                ? JsonPath.of(name.substring(PREFIX.length())).in(parent)
                : null);
  }
}
