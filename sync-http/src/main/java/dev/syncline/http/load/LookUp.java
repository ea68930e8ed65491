package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.json.JsonPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a record is found by its key.
 *
 * @param request how the API is asked; parameters and path hold fields in braces
 * @param path the path
 * @param records where what was found stands in the answer
 * @param id where the reference stands in what was found
 * @param match key fields, and where they stand in what was found
 * @param settle how late a new record can be found
 */
public record LookUp(
    RequestTemplate request,
    PathTemplate path,
    JsonPath records,
    JsonPath id,
    Map<String, JsonPath> match,
    Duration settle) {

  static final Options OPTIONS =
      RequestTemplate.options("GET")
          .plus(
              Options.of(
                  Option.of("records", Shape.TEXT, "$", "where what was found stands"),
                  Option.required("id", Shape.TEXT, "where the reference stands in a record"),
                  Option.of(
                      "match",
                      Shape.table("field", Shape.TEXT),
                      "their names",
                      "where the key fields stand in a record"),
                  Option.of("settle", Shape.DURATION, "0s", "how late a new record can be found")));

  static LookUp of(ComponentConfig section) {
    section.allow(OPTIONS.names());
    var match = new LinkedHashMap<String, JsonPath>();
    section
        .optionalSection("match")
        .ifPresent(
            named -> named.names().forEach(name -> match.put(name, JsonPath.of(named, name))));
    return new LookUp(
        RequestTemplate.of(section, "GET"),
        new PathTemplate(section.string("path")),
        JsonPath.optional(section, "records").orElse(JsonPath.ROOT),
        JsonPath.of(section, "id"),
        match,
        section.duration("settle").orElse(Duration.ZERO));
  }
}
