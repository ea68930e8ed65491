package dev.syncline.core.pipeline;

import dev.syncline.core.definition.ValidateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the records that break rules which only warn. Safe for use by several threads. */
final class Warnings {
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  /** The counter of a rule on a field; a line never shows a value, for it may be secret. */
  LongAdder counter(ValidateRule rule, String field, String reason) {
    String what = rule.message().orElse("it holds a value " + reason);
    return counts.computeIfAbsent("field '" + field + "': " + what, text -> new LongAdder());
  }

  /** A line for every rule that was broken. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    counts.forEach(
        (what, count) -> {
          long records = count.sum();
          if (records > 0) {
            lines.add(
                "warning for " + records + (records == 1 ? " record: " : " records: ") + what);
          }
        });
    return lines;
  }
}
