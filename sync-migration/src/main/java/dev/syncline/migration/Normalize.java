package dev.syncline.migration;

import dev.syncline.migration.EarlierSync.Column;
import dev.syncline.migration.MigrationOptions.ZeroDates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The section {@code normalize} of a sync: what its columns' forms ask for, and nothing else. */
final class Normalize {
  private static final List<String> ZERO_DATES =
      List.of(
          "0000-00-00",
          "0000-00-00 00:00:00",
          "0000-00-00 00:00:00.0",
          "0000-00-00 00:00:00.000",
          "0000-00-00 00:00:00.000000");

  private static final List<String> TIMES =
      List.of("%H", "%I", "%M", "%S", "%f", "%p", "%T", "%R", "%z", "%Z");

  private final MigrationOptions options;
  private final List<Map<String, Object>> steps = new ArrayList<>();

  Normalize(MigrationOptions options) {
    this.options = options;
  }

  /** The steps in their order; of a column that feeds several fields once. */
  List<Map<String, Object>> of(List<Column> columns) {
    var byName = new LinkedHashMap<String, FieldForm>();
    columns.forEach(column -> byName.putIfAbsent(column.name(), column.form()));
    if (options.zeroDates() == ZeroDates.TO_NULL) {
      var zero = new LinkedHashMap<String, Object>();
      byName.forEach((name, form) -> zero.put(name, ZERO_DATES));
      steps.add(Map.of("nullIf", zero));
    }
    names(byName, "decimal", form -> form instanceof FieldForm.Decimal);
    whole(byName);
    dates(byName);
    choices(byName);
    names(byName, "bool", form -> form instanceof FieldForm.Truth);
    return steps;
  }

  private void names(
      Map<String, FieldForm> columns, String operation, Predicate<FieldForm> wanted) {
    var names = columns.keySet().stream().filter(name -> wanted.test(form(columns, name))).toList();
    if (!names.isEmpty()) {
      steps.add(Map.of(operation, names));
    }
  }

  private static FieldForm form(Map<String, FieldForm> columns, String name) {
    FieldForm form = columns.get(name);
    return form == null ? new FieldForm.AsItIs() : form;
  }

  /** The earlier system's int() dropped what stands behind the point. */
  private void whole(Map<String, FieldForm> columns) {
    Predicate<FieldForm> whole = form -> form instanceof FieldForm.Whole;
    names(columns, "decimal", whole);
    var scales = new LinkedHashMap<String, Object>();
    columns.forEach(
        (name, form) -> {
          if (whole.test(form)) {
            var scale = new LinkedHashMap<String, Object>();
            scale.put("digits", 0);
            scale.put("rounding", "down");
            scales.put(name, scale);
          }
        });
    if (!scales.isEmpty()) {
      steps.add(Map.of("scale", scales));
    }
    names(columns, "integer", whole);
  }

  private void dates(Map<String, FieldForm> columns) {
    var dates = new LinkedHashMap<String, Object>();
    var times = new LinkedHashMap<String, Object>();
    columns.forEach(
        (name, form) -> {
          if (form instanceof FieldForm.Date date) {
            var settings = new LinkedHashMap<String, Object>();
            date.pattern().ifPresent(pattern -> settings.put("pattern", pattern));
            date.pattern()
                .map(FormReader::twoDigitYears)
                .ifPresent(from -> from.ifPresent(year -> settings.put("twoDigitYearsFrom", year)));
            boolean timed =
                date.includeTime().orElse(date.pattern().filter(Normalize::hasTime).isPresent());
            if (timed) {
              settings.put("zone", "UTC");
              times.put(name, settings);
            } else if (date.includeTime().isPresent() || date.pattern().isPresent()) {
              settings.put("dropTime", true);
              dates.put(name, settings);
            }
          }
        });
    if (!dates.isEmpty()) {
      steps.add(Map.of("date", dates));
    }
    if (!times.isEmpty()) {
      steps.add(Map.of("timestamp", times));
    }
  }

  private static boolean hasTime(String pattern) {
    return TIMES.stream().anyMatch(pattern.replace("%%", "")::contains);
  }

  /** As texts, so that a value that the map does not know stays as it is. */
  private void choices(Map<String, FieldForm> columns) {
    Predicate<FieldForm> mapped =
        form ->
            form instanceof FieldForm.Choice choice
                && !(choice.values().isEmpty() && choice.toNull().isEmpty());
    names(columns, "text", mapped);
    var values = new LinkedHashMap<String, Object>();
    var nulls = new LinkedHashMap<String, Object>();
    columns.forEach(
        (name, form) -> {
          if (form instanceof FieldForm.Choice choice) {
            if (!choice.values().isEmpty()) {
              values.put(name, withTruths(choice.values()));
            }
            if (!choice.toNull().isEmpty()) {
              nulls.put(name, choice.toNull());
            }
          }
        });
    if (!nulls.isEmpty()) {
      steps.add(Map.of("nullIf", nulls));
    }
    if (!values.isEmpty()) {
      steps.add(Map.of("values", values));
    }
  }

  /** In Python 1 and True were one name; MySQL has 1, and a BIT(1) is true. */
  static Map<String, String> withTruths(Map<String, String> values) {
    var more = new LinkedHashMap<>(values);
    alias(values, more, "1", "true");
    alias(values, more, "0", "false");
    return more;
  }

  private static void alias(
      Map<String, String> values, Map<String, String> more, String number, String truth) {
    String byNumber = values.get(number);
    String byTruth = values.get(truth);
    if (byNumber != null) {
      more.putIfAbsent(truth, byNumber);
    } else if (byTruth != null) {
      more.putIfAbsent(number, byTruth);
    }
  }
}
