package dev.syncline.core.lookup;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateQueries;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What another sync has written, asked for record by record; the last answers are kept, but only
 * those that there were.
 */
final class SyncTable implements LookupTable {
  private static final int REMEMBERED = 10_000;

  private final String sync;
  private final StateQueries queries;
  private final Identity identity = new Identity();
  private final Map<KeyHash, RecordState> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyHash, RecordState> eldest) {
          return size() > REMEMBERED;
        }
      };

  SyncTable(String sync, StateQueries queries) {
    this.sync = sync;
    this.queries = queries;
  }

  @Override
  public Column column(String name, String path) {
    boolean ref = name.equals(Lookup.FromSync.REF);
    return new Column() {
      @Override
      public Optional<LogicalType> type() {
        return Optional.empty();
      }

      @Override
      public @Nullable Object find(List<Object> key) {
        RecordState state = state(identity.key(key));
        if (state == null) {
          return MISSING;
        }
        return ref ? RecordText.ref(state.ref()).single() : mapped(state, name);
      }
    };
  }

  private @Nullable RecordState state(KeyHash key) {
    RecordState known = last.get(key);
    if (known == null) {
      known =
          queries
              .find(sync, key)
              .state(key)
              // The destination holds it only marked as deleted.
              .filter(state -> !state.dataHash().equals(DataHash.TOMBSTONE))
              .orElse(null);
      if (known != null) {
        last.put(key, known);
      }
    }
    return known;
  }

  private @Nullable Object mapped(RecordState state, String field) {
    String values =
        state
            .values()
            .orElseThrow(
                () ->
                    new PermanentException(
                        "sync '"
                            + sync
                            + "' does not keep the values that it wrote: give it delta 'full', or"
                            + " look up '"
                            + Lookup.FromSync.REF
                            + "'"));
    SyncRecord record = RecordText.record(values);
    return record.has(field) ? record.get(field) : MISSING;
  }
}
