package dev.syncline.core.lookup;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.StateQueries;
import dev.syncline.core.definition.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
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
          null,
          Runnable::run);

  private final Map<String, Lookup> lookups;
  private final Function<SourceSpec, Extractor> opener;
  private final @Nullable StateQueries queries;
  private final Consumer<Runnable> reading;
  private final Map<String, LookupTable> tables = new HashMap<>();

  private LookupTables(
      Map<String, Lookup> lookups,
      Function<SourceSpec, Extractor> opener,
      @Nullable StateQueries queries,
      Consumer<Runnable> reading) {
    this.reading = reading;
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
    return new LookupTables(lookups, opener, queries, Runnable::run);
  }

  /** The same, read by whoever tries again what may work later. */
  public LookupTables readBy(Consumer<Runnable> attempts) {
    return new LookupTables(lookups, opener, queries, attempts);
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
        var loaded = new ArrayList<LookupTable>(1);
        var table = new SourceTable(name, from);
        reading.accept(() -> loaded.add(table.load(opener.apply(from.source()))));
        return loaded.get(0);
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
