package dev.syncline.smartsuite.simulator;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters as the documentation has them; what a field's type does not know is refused. */
final class Filter {
  private static final Set<String> EMPTIES = Set.of("is_empty", "is_not_empty");
  private static final Set<String> TEXTS =
      Set.of("is", "is_not", "is_empty", "is_not_empty", "contains", "not_contains");
  private static final Set<String> NUMBERS =
      Set.of(
          "is_equal_to",
          "is_not_equal_to",
          "is_greater_than",
          "is_less_than",
          "is_equal_or_greater_than",
          "is_equal_or_less_than",
          "is_empty",
          "is_not_empty");
  private static final Set<String> SINGLE =
      Set.of("is", "is_not", "is_any_of", "is_none_of", "is_empty", "is_not_empty");
  private static final Set<String> MANY =
      Set.of("has_any_of", "has_all_of", "is_exactly", "has_none_of", "is_empty", "is_not_empty");
  private static final Set<String> DATES =
      Set.of(
          "is",
          "is_not",
          "is_before",
          "is_on_or_before",
          "is_on_or_after",
          "is_empty",
          "is_not_empty");

  private final SimulatedTable table;
  private final boolean ignoresCase;
  private final int mostClauses;

  Filter(SimulatedTable table, boolean ignoresCase, int mostClauses) {
    this.table = table;
    this.ignoresCase = ignoresCase;
    this.mostClauses = mostClauses;
  }

  /** What a filter lets through; everything if there is none. */
  Predicate<Map<String, @Nullable Object>> of(@Nullable Object given) {
    Map<String, @Nullable Object> filter = Json.object(given);
    if (filter.isEmpty()) {
      return row -> true;
    }
    Object operator = filter.get("operator");
    if (!Set.of("and", "or").contains(String.valueOf(operator))) {
      throw new Refusal(400, Map.of("filter", List.of("operator is required.")));
    }
    List<Predicate<Map<String, @Nullable Object>>> clauses =
        Json.list(filter.get("fields")).stream()
            .map(clause -> clause(Json.object(clause)))
            .toList();
    if (clauses.size() > mostClauses) {
      throw new Refusal(422, Map.of("filter", List.of("Too many clauses.")));
    }
    return "and".equals(operator)
        ? row -> clauses.stream().allMatch(clause -> clause.test(row))
        : row -> clauses.isEmpty() || clauses.stream().anyMatch(clause -> clause.test(row));
  }

  private Predicate<Map<String, @Nullable Object>> clause(Map<String, @Nullable Object> clause) {
    String slug = String.valueOf(clause.get("field"));
    String comparison = String.valueOf(clause.get("comparison"));
    SimulatedField field =
        table.named(slug).orElseThrow(() -> Refusal.field(slug, "Unknown field."));
    if (!known(field.type()).contains(comparison)) {
      throw Refusal.field(
          slug, "comparison " + comparison + " is not supported by " + field.type() + ".");
    }
    Object wanted = clause.get("value");
    return row -> holds(comparison, field.type(), row.get(slug), wanted);
  }

  private static Set<String> known(String type) {
    return switch (type) {
      case "textfield",
          "textareafield",
          "recordtitlefield",
          "emailfield",
          "phonefield",
          "linkfield",
          "fullnamefield",
          "addressfield",
          "recordidfield" ->
          TEXTS;
      case "numberfield",
          "currencyfield",
          "percentfield",
          "ratingfield",
          "durationfield",
          "numbersliderfield",
          "percentcompletefield",
          "formulafield" ->
          NUMBERS;
      case "autonumberfield" ->
          NUMBERS.stream()
              .filter(one -> !EMPTIES.contains(one))
              .collect(java.util.stream.Collectors.toSet());
      case "singleselectfield", "statusfield" -> SINGLE;
      case "multipleselectfield", "tagsfield", "userfield" -> MANY;
      case "linkedrecordfield" ->
          Set.of(
              "has_any_of",
              "has_all_of",
              "is_exactly",
              "has_none_of",
              "is_empty",
              "is_not_empty",
              "contains",
              "not_contains");
      case "yesnofield" -> Set.of("is", "is_empty", "is_not_empty");
      case "datefield", "duedatefield", "daterangefield", "firstcreatedfield", "lastupdatedfield" ->
          DATES;
      default -> EMPTIES;
    };
  }

  private boolean holds(
      String comparison, String type, @Nullable Object value, @Nullable Object wanted) {
    if (comparison.equals("is_empty") || comparison.equals("is_not_empty")) {
      return WriteForm.empty(value) == comparison.equals("is_empty");
    }
    if (known(type).equals(DATES)) {
      return date(comparison, value, wanted);
    }
    if (NUMBERS.contains(comparison)) {
      return value != null && number(comparison, decimal(value).compareTo(decimal(wanted)));
    }
    if (comparison.startsWith("has_") || comparison.equals("is_exactly")) {
      return many(comparison, Json.list(value), Json.list(wanted));
    }
    if (comparison.endsWith("_of")) {
      return comparison.equals("is_any_of")
          == Json.list(wanted).stream().anyMatch(one -> same(value, one));
    }
    boolean positive = !comparison.contains("not");
    return positive
        == (comparison.endsWith("contains") ? contains(value, wanted) : same(value, wanted));
  }

  private static boolean number(String comparison, int order) {
    return switch (comparison) {
      case "is_equal_to" -> order == 0;
      case "is_not_equal_to" -> order != 0;
      case "is_greater_than" -> order > 0;
      case "is_less_than" -> order < 0;
      case "is_equal_or_greater_than" -> order >= 0;
      default -> order <= 0;
    };
  }

  static BigDecimal decimal(@Nullable Object value) {
    try {
      return new BigDecimal(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw new Refusal(422, Map.of("filter", List.of("A valid number is required.")));
    }
  }

  private static boolean many(String comparison, List<?> held, List<?> wanted) {
    return switch (comparison) {
      case "has_any_of" -> wanted.stream().anyMatch(held::contains);
      case "has_all_of" -> held.containsAll(wanted);
      case "has_none_of" -> wanted.stream().noneMatch(held::contains);
      default -> held.size() == wanted.size() && held.containsAll(wanted);
    };
  }

  private static boolean date(String comparison, @Nullable Object value, @Nullable Object wanted) {
    Map<String, @Nullable Object> exact = Json.object(wanted);
    if (!"exact_date".equals(exact.get("date_mode"))) {
      throw new Refusal(422, Map.of("filter", List.of("date_mode exact_date is required.")));
    }
    String day = String.valueOf(exact.get("date_mode_value"));
    if (!day.matches("\\d{4}-\\d\\d-\\d\\d")) {
      throw new Refusal(422, Map.of("filter", List.of("date_mode_value is a day.")));
    }
    String held = sortText(value);
    if (held.length() < day.length()) {
      return comparison.equals("is_not");
    }
    int order = held.substring(0, day.length()).compareTo(day);
    return switch (comparison) {
      case "is" -> order == 0;
      case "is_not" -> order != 0;
      case "is_before" -> order < 0;
      case "is_on_or_before" -> order <= 0;
      default -> order >= 0;
    };
  }

  private boolean same(@Nullable Object value, @Nullable Object wanted) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(item -> same(item, wanted));
    }
    if (value instanceof Map<?, ?> parts) {
      return parts.values().stream().anyMatch(item -> item != null && same(item, wanted));
    }
    String left = String.valueOf(value);
    String right = String.valueOf(wanted);
    return ignoresCase ? left.equalsIgnoreCase(right) : left.equals(right);
  }

  private boolean contains(@Nullable Object value, @Nullable Object wanted) {
    String all = value == null ? "" : Json.write(value).toLowerCase(Locale.ROOT);
    String part = wanted instanceof List<?> list ? String.valueOf(list.get(0)) : wanted + "";
    return all.contains(part.toLowerCase(Locale.ROOT));
  }

  /** The order of a list. */
  static Comparator<Map<String, @Nullable Object>> order(List<?> sort) {
    Comparator<Map<String, @Nullable Object>> order = (left, right) -> 0;
    for (Object one : sort) {
      Map<String, @Nullable Object> by = Json.object(one);
      String slug = String.valueOf(by.get("field"));
      Comparator<Map<String, @Nullable Object>> next =
          (left, right) -> compare(left.get(slug), right.get(slug));
      order = order.thenComparing("desc".equals(by.get("direction")) ? next.reversed() : next);
    }
    return order;
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number && right instanceof Number) {
      return decimal(left).compareTo(decimal(right));
    }
    return sortText(left).compareTo(sortText(right));
  }

  private static String sortText(@Nullable Object value) {
    Map<String, @Nullable Object> parts = Json.object(value);
    for (String name : List.of("on", "date", "to_date", "value")) {
      if (parts.get(name) != null) {
        return sortText(parts.get(name));
      }
    }
    return value == null ? "" : value.toString();
  }
}
