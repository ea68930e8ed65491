package dev.syncline.testkit.simulation;

import dev.syncline.api.source.ExtractRequest;
import org.jspecify.annotations.Nullable;

/** Counts the calls of an engine, and kills it at one of them. */
final class CrashTrap implements Trap {
  private final int point;
  private final boolean after;
  private int calls;
  private boolean dead;
  private boolean resumed;
  private @Nullable Call killedAt;

  private CrashTrap(int point, boolean after) {
    this.point = point;
    this.after = after;
  }

  static CrashTrap counting() {
    return new CrashTrap(0, false);
  }

  static CrashTrap killing(int point, boolean after) {
    return new CrashTrap(point, after);
  }

  int calls() {
    return calls;
  }

  boolean dead() {
    return dead;
  }

  /** Whether the engine went on with a scan that another one had begun. */
  boolean resumed() {
    return resumed;
  }

  String where() {
    return killedAt == null ? "call " + point : killedAt + " (call " + point + ")";
  }

  @Override
  public @Nullable Object pass(Call call, @Nullable Object[] args, Effect effect) throws Throwable {
    if (dead) {
      if (call.releases()) {
        return effect.take();
      }
      throw new Killed(call);
    }
    calls++;
    if (args.length > 0 && args[0] instanceof ExtractRequest.FullScan scan) {
      resumed |= scan.resume().isPresent();
    }
    if (calls != point) {
      return effect.take();
    }
    killedAt = call;
    if (after || call.releases()) {
      Object opened = effect.take();
      if (opened instanceof AutoCloseable resource) {
        // Nobody heard of it; the operating system closes it.
        resource.close();
      }
    }
    dead = true;
    throw new Killed(call);
  }
}
