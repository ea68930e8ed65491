package dev.syncline.http.page;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition says of the pages of a list.
 *
 * @param pagination how they follow one another
 * @param ends where an answer says that there is no more
 * @param said whether the definition says anything at all
 * @param stable whether it says that the pages never shift
 * @param inBody whether parameters go into the body
 * @param most after how many pages something must be wrong
 */
public record PageSettings(
    Pagination pagination, Ends ends, boolean said, boolean stable, boolean inBody, int most) {
  static final int USUAL_MOST = 1_000_000;
  static final int LARGEST = 1_000_000;
  private static final List<String> TYPES =
      List.of("page", "offset", "cursor", "header-cursor", "link", "next-url", "keyset", "none");

  /** What may be said; which of it belongs to which type is said when it is read. */
  public static final Options OPTIONS =
      Options.of(
          Option.of(
              "pagination",
              Shape.either(Shape.words("none"), Shape.section(Pages.OPTIONS)),
              "nothing is said, so that absence proves nothing",
              "how the pages of the list follow one another"));

  /**
   * Reads {@code pagination}: a type, or a section.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static PageSettings of(ComponentConfig source) {
    Object value = source.values().get("pagination");
    if (value == null) {
      return single(false);
    }
    if (!(value instanceof ComponentConfig section)) {
      if (source.string("pagination").equalsIgnoreCase("none")) {
        return single(true);
      }
      throw source.error(
          "pagination", "'pagination' is 'none', or a section with a 'type'; " + types());
    }
    Ends ends =
        new Ends(JsonPath.optional(section, "total"), JsonPath.optional(section, "hasMore"));
    return new PageSettings(
        pagination(section, ends),
        ends,
        true,
        section.bool("stable", false),
        inBody(section),
        section.integer("maxPages", USUAL_MOST, 1, Integer.MAX_VALUE));
  }

  /** Whether nothing but the total would show that pages have shifted. */
  public boolean watchesTotalOnly() {
    return pagination.shifts() && ends.total().isPresent() && pagination.overlap() == 0 && !stable;
  }

  private static PageSettings single(boolean said) {
    var ends = new Ends(Optional.empty(), Optional.empty());
    return new PageSettings(new SinglePage(ends), ends, said, false, false, 1);
  }

  private static String types() {
    return "types are " + String.join(", ", TYPES);
  }

  private static Pagination pagination(ComponentConfig section, Ends ends) {
    String type = section.string("type").toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (type) {
      case "page", "page-number" -> page(section, ends);
      case "offset" -> offset(section, ends);
      case "cursor" -> {
        allow(section, "path", "param", "size", "sizeParam");
        yield new ByToken(
            new ByToken.Place.Body(JsonPath.of(section, "path")),
            section.string("param"),
            size(section, ""),
            ends);
      }
      case "header-cursor" -> {
        allow(section, "header", "param", "size", "sizeParam");
        yield new ByToken(
            new ByToken.Place.Header(section.string("header")),
            section.string("param"),
            size(section, ""),
            ends);
      }
      case "link", "header-link" -> {
        allow(section, "size", "sizeParam");
        yield new ByLink(Optional.empty(), size(section, ""), ends);
      }
      case "next-url", "json-link" -> {
        allow(section, "path", "size", "sizeParam");
        yield new ByLink(Optional.of(JsonPath.of(section, "path")), size(section, ""), ends);
      }
      case "keyset" -> {
        allow(section, "fields", "ties", "size", "sizeParam");
        yield keyset(section, ends);
      }
      case "none", "single-page" -> {
        allow(section);
        yield new SinglePage(ends);
      }
      default ->
          throw section.error(
              "type", "there is no pagination '" + type + "'" + Nearest.hint(type, TYPES));
    };
  }

  private static Pagination keyset(ComponentConfig section, Ends ends) {
    Map<String, JsonPath> fields = fields(section);
    var size = size(section, "");
    if (!section.bool("ties", false)) {
      return new Keyset(fields, size, ends);
    }
    if (fields.size() != 1) {
      throw section.error(
          "ties", "with 'ties', 'fields' names one parameter, not " + fields.keySet());
    }
    var only = fields.entrySet().iterator().next();
    return new TiedKeyset(only.getKey(), only.getValue(), size, ends);
  }

  private static Pagination page(ComponentConfig section, Ends ends) {
    allow(section, "param", "start", "size", "sizeParam", "totalPages");
    return new Counted(
        section.optionalString("param").orElse("page"),
        false,
        section.integer("start", 1, 0, Integer.MAX_VALUE),
        size(section, "page_size"),
        JsonPath.optional(section, "totalPages"),
        ends,
        0);
  }

  private static Pagination offset(ComponentConfig section, Ends ends) {
    allow(section, "param", "size", "sizeParam", "overlap");
    var size = size(section, "limit");
    int overlap = section.integer("overlap", 0, 0, LARGEST);
    if (size.isPresent() && overlap >= size.get().getValue()) {
      throw section.error("overlap", "'overlap' must be smaller than 'size'");
    }
    return new Counted(
        section.optionalString("param").orElse("offset"),
        true,
        0,
        size,
        Optional.empty(),
        ends,
        overlap);
  }

  private static Map<String, JsonPath> fields(ComponentConfig section) {
    var fields = new LinkedHashMap<String, JsonPath>();
    ComponentConfig named = section.section("fields");
    named.names().forEach(parameter -> fields.put(parameter, JsonPath.of(named, parameter)));
    return fields;
  }

  private static void allow(ComponentConfig section, String... own) {
    var known = new ArrayList<>(List.of(own));
    known.addAll(List.of("type", "total", "hasMore", "stable", "in", "maxPages"));
    section.allow(known);
  }

  private static Optional<Map.Entry<String, Long>> size(ComponentConfig section, String usual) {
    if (!section.has("size")) {
      return Optional.empty();
    }
    String parameter =
        usual.isEmpty()
            ? section.string("sizeParam")
            : section.optionalString("sizeParam").orElse(usual);
    return Optional.of(Map.entry(parameter, (long) section.integer("size", 1, 1, LARGEST)));
  }

  private static boolean inBody(ComponentConfig section) {
    return switch (section.optionalString("in").orElse("query").toLowerCase(Locale.ROOT)) {
      case "query" -> false;
      case "body" -> true;
      default -> throw section.error("in", "'in' is 'query' or 'body'");
    };
  }
}
