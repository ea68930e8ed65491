package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which records have children. It walks over the records of the child syncs: it is asked
 * before deletes only, and an index of links would make every commit dearer.
 */
final class Families {
  private static final int CHUNK = 5_000;

  private final Connection connection;
  private final Dialect dialect;

  Families(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  BitSet parents(String parentSync, KeyHashes keys) throws SQLException {
    var found = new BitSet(keys.size());
    var positions = new HashMap<KeyHash, BitSet>();
    for (int i = 0; i < keys.size(); i++) {
      positions.computeIfAbsent(keys.get(i), unused -> new BitSet()).set(i);
    }
    for (var child : new Syncs(connection).childrenOf(parentSync).entrySet()) {
      mark(child.getKey(), child.getValue(), parentSync, positions, found);
    }
    return found;
  }

  private void mark(
      long child,
      List<String> order,
      String parentSync,
      Map<KeyHash, BitSet> positions,
      BitSet found)
      throws SQLException {
    var records = new RecordRows(connection, dialect, child);
    Optional<Long> from = Optional.of(Long.MIN_VALUE);
    while (from.isPresent() && !positions.isEmpty()) {
      var parents = new ArrayList<KeyHashes>();
      from = records.parents(from.get(), CHUNK, parents);
      for (KeyHashes links : parents) {
        // Where there is one link per parent sync, the same key of another sync does not count.
        boolean aligned = links.size() == order.size();
        for (int i = 0; i < links.size(); i++) {
          if (!aligned || order.get(i).equals(parentSync)) {
            BitSet marked = positions.remove(links.get(i));
            if (marked != null) {
              found.or(marked);
            }
          }
        }
      }
    }
  }
}
