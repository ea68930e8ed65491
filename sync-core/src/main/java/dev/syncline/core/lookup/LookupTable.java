package dev.syncline.core.lookup;

import dev.syncline.api.record.LogicalType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One lookup of a run. Used by one thread at a time. */
public interface LookupTable {
  /** Stands for an entry that there is not; an entry may hold null. */
  Object MISSING = new Object();

  /**
   * A column to look up.
   *
   * @param path the part of the definition that names it
   * @throws dev.syncline.api.error.ConfigurationException if there is none, with the nearest one
   */
  Column column(String name, String path);

  /** One column. */
  interface Column {

    /** The type of its values; empty if it is not known. */
    Optional<LogicalType> type();

    /** The value for a key without nulls, or {@link #MISSING}. */
    @Nullable Object find(List<Object> key);
  }
}
