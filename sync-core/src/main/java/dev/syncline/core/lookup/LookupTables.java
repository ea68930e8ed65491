package dev.syncline.core.lookup;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.StateQueries;
import dev.syncline.core.definition.Lookup;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lookups of one run. Each is loaded when it is asked for first, and once. Safe for use by
 * several threads; the tables are not.
 */
public final class LookupTables {
  /** For a mapping that looks nothing up. */
  public static final LookupTables NONE =
      new LookupTables(
          Map.of(),
          source -> {
            throw new IllegalStateException("no lookups");
          },
          null);

  private final Map<String, Lookup> lookups;
  private final Function<SourceSpec, Extractor> opener;
  private final @Nullable StateQueries queries;
  private final Map<String, LookupTable> tables = new HashMap<>();

  private LookupTables(
      Map<String, Lookup> lookups,
      Function<SourceSpec, Extractor> opener,
      @Nullable StateQueries queries) {
    this.lookups = lookups;
    this.opener = opener;
    this.queries = queries;
  }

  /**
   * The lookups of a definition.
   *
   * @param opener makes the extractor of a source
   * @param queries what other syncs have written
   */
  public static LookupTables of(
      Map<String, Lookup> lookups, Function<SourceSpec, Extractor> opener, StateQueries queries) {
    return new LookupTables(lookups, opener, queries);
  }

  /**
   * One of them.
   *
   * @throws SyncException if it cannot be loaded
   */
  public synchronized LookupTable table(String name) {
    LookupTable table = tables.get(name);
    if (table == null) {
      table = load(name);
      tables.put(name, table);
    }
    return table;
  }

  private LookupTable load(String name) {
    Lookup lookup = lookups.get(name);
    if (lookup instanceof Lookup.FromFile file) {
      return new FileTable(name, file).load();
    } else if (lookup instanceof Lookup.FromSource from) {
      try {
        return new SourceTable(name, from).load(opener.apply(from.source()));
      } catch (SyncException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new PermanentException("lookup '" + name + "' cannot be read: " + e.getMessage(), e);
      }
    } else if (lookup instanceof Lookup.FromSync sync && queries != null) {
      return new SyncTable(sync.sync(), queries);
    }
    throw new IllegalStateException("no lookup '" + name + "'");
  }
}
