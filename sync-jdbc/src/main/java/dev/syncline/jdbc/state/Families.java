package dev.syncline.jdbc.state;

import dev.syncline.api.Change;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.SyncProgress.ParentSync;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds which records have children, in whatever sync. */
final class Families {
  private final Connection connection;
  private final Dialect dialect;

  Families(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * The parents among some records of a sync; bit {@code i} stands for key {@code i}.
   *
   * @param holdingOnly whether only children count that hold their parents
   */
  BitSet parents(String parentSync, KeyHashes keys, boolean holdingOnly) throws SQLException {
    var positions = new HashMap<KeyHash, BitSet>();
    for (int i = 0; i < keys.size(); i++) {
      positions.computeIfAbsent(keys.get(i), unused -> new BitSet()).set(i);
    }
    var found = new BitSet(keys.size());
    var syncs = new Syncs(connection);
    long own = syncs.id(parentSync).orElse(-1);
    for (Map.Entry<Long, List<ParentSync>> child : syncs.childrenOf(parentSync).entrySet()) {
      List<ParentSync> order = child.getValue();
      boolean holds =
          order.stream()
              .anyMatch(link -> link.sync().equals(parentSync) && (link.holds() || !holdingOnly));
      if (holds && child.getKey() != own && isInDoubt(child.getKey())) {
        found.set(0, keys.size());
        return found;
      }
      new LinkRows(connection, dialect, child.getKey())
          .parents(
              keys,
              child.getKey() != own,
              (parent, link) -> {
                if (counts(order, link, parentSync, holdingOnly)) {
                  found.or(positions.getOrDefault(parent, new BitSet()));
                }
              });
    }
    return found;
  }

  /** Nobody knows yet whose children the writes in doubt are. */
  private boolean isInDoubt(long child) throws SQLException {
    return new Intents(child)
        .open(connection).stream().anyMatch(intent -> intent.change() != Change.DELETE);
  }

  /** The same key hash may be that of a record of another sync, by another link. */
  private static boolean counts(
      List<ParentSync> order, int link, String parentSync, boolean holdingOnly) {
    // A record that was written when the definition had more parents is looked at with care.
    List<ParentSync> candidates = link < order.size() ? List.of(order.get(link)) : order;
    return candidates.stream()
        .anyMatch(parent -> parent.sync().equals(parentSync) && (parent.holds() || !holdingOnly));
  }
}
