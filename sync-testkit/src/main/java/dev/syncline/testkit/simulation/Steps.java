package dev.syncline.testkit.simulation;

import dev.syncline.api.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the steps of a history. */
final class Steps {
  private Steps() {}

  static void take(World world, Step step) {
    world.clock().advance(Duration.ofMillis(10));
    if (step instanceof Step.Put put) {
      put(world, put.table(), put.id(), put.version(), put.parent(), 0);
    } else if (step instanceof Step.Late late) {
      put(world, late.table(), late.id(), late.version(), late.parent(), late.seconds());
    } else if (step instanceof Step.Revert revert) {
      revert(world, world.source(revert.table()), revert.id());
    } else if (step instanceof Step.Remove remove) {
      world.source(remove.table()).remove(remove.id());
    } else if (step instanceof Step.RemoveAll all) {
      List.copyOf(world.source(all.table()).ids()).forEach(world.source(all.table())::remove);
    } else if (step instanceof Step.Soil soil) {
      soil(world, soil);
    } else if (step instanceof Step.Keyless keyless) {
      keyless(world, keyless);
    } else if (step instanceof Step.Wait wait) {
      world.clock().advance(Duration.ofSeconds(wait.seconds()));
    } else if (step instanceof Step.Approve approve) {
      world.approve(approve.table());
    } else if (step instanceof Step.Run run) {
      world.run(run.syncs(), run.troubles());
    }
  }

  private static void put(
      World world, Which table, long id, int version, long parent, int secondsLate) {
    SourceTable source = world.source(table);
    @Nullable Long link = table == Which.CHILDREN ? Long.valueOf(parent) : null;
    source.put(
        SourceRow.of(id, "v" + version, link, world.clock().instant().minusSeconds(secondsLate)));
  }

  private static void revert(World world, SourceTable source, long id) {
    SourceRow earlier = source.earlier(id);
    if (earlier != null) {
      source.put(earlier.at(world.clock().instant()));
    }
  }

  private static void soil(World world, Step.Soil soil) {
    SourceTable source = world.source(soil.table());
    source
        .row(soil.id())
        .ifPresent(
            row -> {
              world.coverage().add("dirty row", soil.dirt().stage());
              source.put(row.soiled(soil.dirt()).at(world.clock().instant()));
            });
  }

  private static void keyless(World world, Step.Keyless keyless) {
    SourceTable source = world.source(keyless.table());
    if (keyless.version() % 2 == 0) {
      source.removeKeyless();
    } else {
      world.coverage().add("row without a key", Stage.IDENTIFY);
      source.put(SourceRow.of(null, "keyless " + keyless.version(), null, world.clock().instant()));
    }
  }
}
