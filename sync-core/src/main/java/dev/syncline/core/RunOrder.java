package dev.syncline.core;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts parents before their children; otherwise keeps the order given. */
final class RunOrder {
  private final Map<String, SyncDefinition> syncs = new LinkedHashMap<>();
  private final Set<String> placed = new LinkedHashSet<>();
  private final List<SyncDefinition> ordered = new ArrayList<>();

  private RunOrder() {}

  static List<SyncDefinition> parentsFirst(Collection<SyncDefinition> given) {
    var order = new RunOrder();
    for (SyncDefinition sync : given) {
      if (order.syncs.put(sync.name(), sync) != null) {
        throw new ConfigurationException("two syncs are called '" + sync.name() + "'");
      }
    }
    given.forEach(sync -> order.place(sync, new LinkedHashSet<>()));
    return List.copyOf(order.ordered);
  }

  private void place(SyncDefinition sync, Set<String> path) {
    if (placed.contains(sync.name())) {
      return;
    }
    if (!path.add(sync.name())) {
      throw new ConfigurationException(
          "these syncs are each other's parents: "
              + String.join(" → ", path)
              + " → "
              + sync.name()
              + "; make one of the links a deferred parent, so that its records are written without"
              + " it first and linked then");
    }
    for (ParentLink link : sync.parents()) {
      SyncDefinition parent = syncs.get(link.sync());
      if (parent == null) {
        continue;
      }
      requireKeyOf(parent, link, sync);
      // What is deferred is linked after all have run, whatever the order.
      if (!link.deferred() && parent != sync) {
        place(parent, path);
      }
    }
    for (SyncDefinition other : lookedUp(sync)) {
      // A lookup waits for nobody: where it would close a circle, the order stays as it is.
      if (!leadsTo(other, path, new HashSet<>())) {
        place(other, path);
      }
    }
    path.remove(sync.name());
    placed.add(sync.name());
    ordered.add(sync);
  }

  private List<SyncDefinition> lookedUp(SyncDefinition sync) {
    var others = new ArrayList<SyncDefinition>();
    for (Lookup lookup : sync.mapping().lookups().values()) {
      if (lookup instanceof Lookup.FromSync from && syncs.get(from.sync()) != null) {
        others.add(syncs.get(from.sync()));
      }
    }
    return others;
  }

  private boolean leadsTo(SyncDefinition sync, Set<String> path, Set<String> seen) {
    if (path.contains(sync.name())) {
      return true;
    }
    if (!seen.add(sync.name())) {
      return false;
    }
    for (ParentLink link : sync.parents()) {
      SyncDefinition parent = syncs.get(link.sync());
      if (parent != null && !link.deferred() && leadsTo(parent, path, seen)) {
        return true;
      }
    }
    return lookedUp(sync).stream().anyMatch(other -> leadsTo(other, path, seen));
  }

  /** A key of another length would never be found: all children would wait in vain. */
  private static void requireKeyOf(SyncDefinition parent, ParentLink link, SyncDefinition child) {
    List<String> key = parent.source().key();
    if (key.size() != link.key().size()) {
      throw new ConfigurationException(
          "sync '"
              + child.name()
              + "': parents."
              + link.field()
              + ".key is "
              + link.key()
              + ", but a record of '"
              + parent.name()
              + "' has the key "
              + key
              + ": name one field of the child for each of them, in that order");
    }
  }
}
