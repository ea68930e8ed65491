package dev.syncline.testkit.simulation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a row of the source becomes at the destination, by the mapping told a second time. */
final class Becomes {
  private final World world;
  private final Which which;

  Becomes(World world, Which which) {
    this.world = world;
    this.which = which;
  }

  /** Its content; empty if it cannot be written. */
  Optional<Map<String, @Nullable Object>> of(SourceRow row) {
    if (!row.writable()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("id", row.id());
    values.put("amount", new BigDecimal(row.amount()));
    values.put("hidden", false);
    values.put("title", row.name());
    values.put("kind", row.kind().equals("a") ? "Active" : "Blocked");
    if (which == Which.CHILDREN) {
      List<Long> parent =
          row.parent() == null ? List.of() : world.target(Which.PARENTS).ids(row.parent());
      if (parent.isEmpty()) {
        return Optional.empty();
      }
      values.put("parent", parent.get(0));
    }
    return Optional.of(values);
  }
}
