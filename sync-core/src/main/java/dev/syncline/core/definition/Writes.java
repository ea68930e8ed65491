package dev.syncline.core.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sync may write of what it finds changed, and under which name. What it may not write is
 * counted as filtered and stays as the destination has it; once it may, the next run sends it.
 *
 * @param insertNew whether records are created that the destination does not hold
 * @param updateExisting whether records are changed that the destination holds
 * @param namespace destination fields with a fixed value that belong to the key, so that several
 *     syncs may write into one table; in the order in which they come behind the key
 */
public record Writes(boolean insertNew, boolean updateExisting, Map<String, Object> namespace) {
  /** Everything that changed, under the record's own key. */
  public static final Writes ALL = new Writes(true, true, Map.of());

  /** Refuses a sync that may write nothing; brings the values into their one form. */
  public Writes {
    if (!insertNew && !updateExisting) {
      throw Refusal.at(
          "writes.updateExisting",
          "'insertNew' and 'updateExisting' are both false, so that nothing would be written");
    }
    var fields = new LinkedHashMap<String, Object>();
    namespace.forEach(
        (field, value) -> {
          Refusal.name("writes.namespace", field);
          fields.put(field, Literal.of("writes.namespace." + field, value));
        });
    namespace = Collections.unmodifiableMap(fields);
  }

  /** Creates what the destination does not hold, and changes nothing that it holds. */
  public static Writes insertOnly() {
    return new Writes(true, false, Map.of());
  }

  /** Changes what the destination holds, and creates nothing. */
  public static Writes updateOnly() {
    return new Writes(false, true, Map.of());
  }

  /** With one more field of the namespace. */
  public Writes namespace(String destinationField, Object value) {
    var fields = new LinkedHashMap<String, Object>(namespace);
    fields.put(destinationField, value);
    return new Writes(insertNew, updateExisting, fields);
  }

  /** Whether some changes are not written. */
  public boolean limited() {
    return !insertNew || !updateExisting;
  }

  /** The same text for the same permission; empty if there is no limit. */
  public String limits() {
    return insertNew ? updateExisting ? "" : "insert-only" : "update-only";
  }
}
