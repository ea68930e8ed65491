package dev.syncline.core.pipeline;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.value.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in, rows out. */
final class StageRows {
  private static final Object STALE = new Object();

  private StageRows() {}

  static Schema schema(Object... namesAndTypes) {
    var fields = new Field[namesAndTypes.length / 2];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Field.of((String) namesAndTypes[2 * i], (LogicalType) namesAndTypes[2 * i + 1]);
    }
    return Schema.of(fields);
  }

  /** A mapping and parents, and nothing else that MAP puts into a record. */
  static RowStep mapStep(
      Mapping mapping, List<ParentLink> parents, LookupTables lookups, Schema input) {
    return MapStage.compile(mapping, parents, Optional.empty(), lookups, Map.of(), input);
  }

  /** What comes out: the row, or the rejection. Fails if the step changes its input. */
  static Object apply(RowStep step, Object... in) {
    Object[] before = in.clone();
    Object[] out = new Object[step.output().size()];
    Arrays.fill(out, STALE);
    Verdict verdict = step.apply(in, out);
    if (!Arrays.equals(before, in)) {
      throw new AssertionError("the step changed its input");
    }
    if (!(verdict instanceof Verdict.Kept)) {
      return verdict;
    }
    for (int i = 0; i < out.length; i++) {
      if (out[i] == STALE) {
        throw new AssertionError("cell " + i + " was not written");
      }
      if (!step.output().field(i).type().accepts(out[i])) {
        throw new AssertionError(step.output().field(i) + " holds " + out[i].getClass());
      }
    }
    return Arrays.asList(out);
  }
}
