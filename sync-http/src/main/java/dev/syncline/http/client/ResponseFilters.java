package dev.syncline.http.client;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What answers mean: the first rule that fits says it, else the status does.
 *
 * @param rules in order
 */
public record ResponseFilters(List<Rule> rules) {
  /** What the status says. */
  public static final ResponseFilters NONE = new ResponseFilters(List.of());

  private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)");

  private static final Options RULE =
      Options.of(
          Option.of("status", Shape.TEXTS, "statuses such as 404 or 5xx"),
          Option.of("path", Shape.TEXT, "where a single value stands in the answer"),
          Option.of("equals", Shape.TEXT, "what that value must be"),
          Option.of("contains", Shape.TEXT, "a text in an answer that is no success"),
          Option.required(
              "then",
              Shape.words("success", "fail", "retry", "ignore", "rate-limited", "refresh-token"),
              "what it means"),
          Option.of("message", Shape.TEXT, "what is said of it"));

  /** What may be said of answers. */
  public static final Options OPTIONS =
      Options.of(
          Option.of(
              "responses",
              Shape.list(Shape.section(RULE)),
              "what the status says",
              "what answers mean; the first rule that fits says it"));

  /** Copies the rules. */
  public ResponseFilters {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param statuses such as 404 or 5xx; empty for all
   * @param path a single value in the answer
   * @param equal what the value must be; empty if it is enough that there is one
   * @param contains a text in an answer that is no success
   * @param then what it means
   * @param message what is said of it
   */
  public record Rule(
      List<String> statuses,
      Optional<JsonPath> path,
      Optional<String> equal,
      Optional<String> contains,
      Verdict then,
      Optional<String> message) {

    boolean fits(int status, Function<JsonPath, Optional<Object>> values, String text) {
      return statusFits(status)
          && contains.map(text::contains).orElse(true)
          && path.map(at -> values.apply(at).filter(this::valueFits).isPresent()).orElse(true);
    }

    private boolean valueFits(Object value) {
      return equal.map(JsonText.plain(value)::equals).orElse(true);
    }

    boolean statusFits(int status) {
      String text = String.valueOf(status);
      return statuses.isEmpty()
          || statuses.stream()
              .anyMatch(one -> one.equals(text) || one.equals(text.charAt(0) + "xx"));
    }
  }

  /**
   * Reads the list {@code responses} of a section.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a rule is wrong
   */
  public static ResponseFilters of(ComponentConfig config) {
    var rules = new ArrayList<Rule>();
    for (ComponentConfig rule : config.sections("responses")) {
      rule.allow(RULE.names());
      List<String> statuses = rule.strings("status");
      for (String status : statuses) {
        if (!STATUS.matcher(status).matches()) {
          throw rule.error(
              "status", "'status' is a number such as 404 or 5xx, not '" + status + "'");
        }
      }
      rule.string("then");
      if (rule.has("equals") && !rule.has("path")) {
        throw rule.error("equals", "'equals' needs a 'path'");
      }
      if (statuses.isEmpty() && !rule.has("path") && !rule.has("contains")) {
        throw rule.error("then", "a rule needs a 'status', a 'path' or a text that it 'contains'");
      }
      rules.add(
          new Rule(
              statuses,
              JsonPath.optional(rule, "path"),
              rule.optionalString("equals"),
              rule.optionalString("contains"),
              rule.oneOf("then", Verdict.class, Verdict.FAIL),
              rule.optionalString("message")));
    }
    return new ResponseFilters(rules);
  }

  /** These rules first, then others. */
  public ResponseFilters before(ResponseFilters others) {
    var all = new ArrayList<>(rules);
    all.addAll(others.rules);
    return new ResponseFilters(all);
  }

  /** The values that have to be looked at in an answer that worked. */
  public List<JsonPath> paths() {
    return rules.stream().flatMap(rule -> rule.path().stream()).toList();
  }

  /**
   * The rule for an answer.
   *
   * @param values finds single values in it
   * @param text the beginning of it
   */
  public Optional<Rule> rule(int status, Function<JsonPath, Optional<Object>> values, String text) {
    return rules.stream().filter(rule -> rule.fits(status, values, text)).findFirst();
  }

  /** What a status means for which there is no rule. */
  static Verdict usual(int status) {
    return switch (status) {
      case 401 -> Verdict.REFRESH_TOKEN;
      case 429 -> Verdict.RATE_LIMITED;
      // Whether a server in trouble has carried something out before, its gateway does not know.
      case 408, 425, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529, 598, 599 ->
          Verdict.RETRY;
      default -> status / 100 == 2 ? Verdict.SUCCESS : Verdict.FAIL;
    };
  }
}
