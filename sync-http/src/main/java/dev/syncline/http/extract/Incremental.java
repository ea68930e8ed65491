package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.LogicalType;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.json.JsonPath;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How records are read that changed since a cursor.
 *
 * @param start the parameter for the lower bound
 * @param end the parameter for the upper bound, if there is one
 * @param bound where the cursor of the next reading comes from
 * @param lag how late a change may show at the API; taken off a bound that is a time
 * @param ordered whether the records come in the order of the cursor
 */
record Incremental(
    CursorParameter start,
    Optional<CursorParameter> end,
    Bound bound,
    Duration lag,
    boolean ordered) {

  private static final Options WHERE =
      Options.of(
          Option.required("path", Shape.TEXT, "where the value stands in the answer"),
          Option.of(
              "request",
              Shape.section(RequestTemplate.options("GET")),
              "what is asked for it; the list itself unless said"));

  /** What may be said. */
  static final Options OPTIONS =
      Options.of(
          Option.required(
              "start", CursorParameter.SHAPE, "the parameter that asks for what changed since"),
          Option.of("end", CursorParameter.SHAPE, "the parameter for the upper bound"),
          Option.of(
              "bound",
              Shape.either(Shape.words("clock", "largest"), Shape.section(WHERE)),
              "clock, for times",
              "where the next reading starts"),
          Option.of("lag", Shape.DURATION, "0s", "how late a change may show; taken off a bound"),
          Option.of(
              "ordered",
              Shape.TRUTH,
              false,
              "whether the records come in the order of the cursor"));

  /** Where the cursor of the next reading comes from. It must not be later than the reading. */
  sealed interface Bound {
    /** The time before the reading, by our clock or the server's, whichever is earlier. */
    record Clock() implements Bound {}

    /** The largest value that was read; only of records in order. */
    record Largest() implements Bound {}

    /** A value around the records of the first page. */
    record InAnswer(JsonPath path) implements Bound {}

    /** A value in the answer to a request that is made before. */
    record Asked(RequestTemplate request, JsonPath path) implements Bound {}
  }

  static Incremental of(ComponentConfig section, LogicalType type) {
    section.allow(OPTIONS.names());
    boolean ordered = section.bool("ordered", false);
    if (!section.has("start")) {
      throw section.error(
          "start", "'start' is missing: the parameter by which the API is asked for what changed");
    }
    Bound bound = bound(section, type);
    if (bound instanceof Bound.Largest && !ordered) {
      throw section.error(
          "bound",
          "'bound: largest' needs 'ordered: true': among unordered records, one that changes while"
              + " they are read would be lost");
    }
    return new Incremental(
        CursorParameter.of(section, "start"),
        section.has("end") ? Optional.of(CursorParameter.of(section, "end")) : Optional.empty(),
        bound,
        section.duration("lag").orElse(Duration.ZERO),
        ordered);
  }

  private static Bound bound(ComponentConfig section, LogicalType type) {
    if (section.values().get("bound") instanceof ComponentConfig where) {
      where.allow(WHERE.names());
      JsonPath path = JsonPath.of(where, "path");
      return where
          .optionalSection("request")
          .map(
              request -> {
                request.allow(RequestTemplate.options("GET").names());
                return (Bound) new Bound.Asked(RequestTemplate.of(request, "GET"), path);
              })
          .orElse(new Bound.InAnswer(path));
    }
    boolean time = type == LogicalType.TIMESTAMP;
    String name =
        section.optionalString("bound").orElse(time ? "clock" : "").toLowerCase(Locale.ROOT);
    if (name.equals("clock") && time) {
      return new Bound.Clock();
    }
    if (name.equals("largest")) {
      return new Bound.Largest();
    }
    throw section.error(
        "bound",
        name.equals("clock")
            ? "'bound: clock' needs a cursor of type 'timestamp'"
            : "'bound' says where the next run starts: 'largest' (of ordered records), or a section"
                + " with the 'path' of the value in the answer, or in the answer to a 'request'");
  }
}
