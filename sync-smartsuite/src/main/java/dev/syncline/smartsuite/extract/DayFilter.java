package dev.syncline.smartsuite.extract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters as the API has them: one level, and days instead of times. All methods are pure. */
final class DayFilter {
  private static final Duration MARGIN = Duration.ofDays(1);

  private DayFilter() {}

  /**
   * What the definition wants and what changed since. Alternatives cannot be joined with something
   * that must hold as well: then only they are sent, and changes are looked for among them.
   */
  static Optional<Map<String, Object>> of(
      Optional<Map<String, Object>> wanted, Optional<Instant> since) {
    if (since.isEmpty()) {
      return wanted;
    }
    var clauses = new ArrayList<Object>();
    if (wanted.isPresent()) {
      if (!"and".equals(wanted.get().get("operator"))) {
        return wanted;
      }
      if (wanted.get().get("fields") instanceof List<?> own) {
        clauses.addAll(own);
      }
    }
    clauses.add(day(since.get()));
    var filter = new LinkedHashMap<String, Object>();
    filter.put("operator", "and");
    filter.put("fields", clauses);
    return Optional.of(filter);
  }

  private static Map<String, Object> day(Instant since) {
    LocalDate day = since.minus(MARGIN).atZone(ZoneOffset.UTC).toLocalDate();
    var clause = new LinkedHashMap<String, Object>();
    clause.put("field", SourceOptions.CURSOR);
    clause.put("comparison", "is_on_or_after");
    clause.put("value", Map.of("date_mode", "exact_date", "date_mode_value", day.toString()));
    return clause;
  }
}
