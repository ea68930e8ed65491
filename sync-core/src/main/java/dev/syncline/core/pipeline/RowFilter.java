package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.core.compute.Formula;
import dev.syncline.core.compute.Refused;
import dev.syncline.core.definition.Filter;
import dev.syncline.core.expression.Expression;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter of a mapping, compiled for a schema. */
final class RowFilter {
  private final List<Test> tests;

  private RowFilter(List<Test> tests) {
    this.tests = List.copyOf(tests);
  }

  /**
   * One expression.
   *
   * @param keep whether it has to be true; else it must not be
   * @param gone what is said of a record that does not go on
   */
  private record Test(Formula formula, boolean keep, Verdict.Filtered gone) {}

  /** Compiles a filter; null if it lets everything pass. */
  static @Nullable RowFilter compile(Filter filter, Schema schema) {
    if (filter.none()) {
      return null;
    }
    var tests = new ArrayList<Test>();
    filter.drop().forEach(text -> tests.add(test(text, false, schema)));
    filter.keep().forEach(text -> tests.add(test(text, true, schema)));
    return new RowFilter(tests);
  }

  private static Test test(String text, boolean keep, Schema schema) {
    String word = keep ? "keep" : "drop";
    var formula = Formula.compile(new Expression(text), schema, "filter." + word);
    return new Test(
        formula,
        keep,
        new Verdict.Filtered((keep ? "it is not true that " : "it is true that ") + text));
  }

  /** Null if the record goes on. */
  @Nullable Verdict apply(@Nullable Object[] in) {
    for (Test test : tests) {
      try {
        if (test.formula().truth(in).orElse(false) != test.keep()) {
          return test.gone();
        }
      } catch (Refused e) {
        return new Verdict.Rejected("filter", "the filter cannot be worked out: " + e.text());
      }
    }
    return null;
  }
}
