package dev.syncline.testkit.simulation;

import org.jspecify.annotations.Nullable;

/** Stands between an engine and everything outside of it. */
@FunctionalInterface
interface Trap {

  /** Lets a call through, or does something else instead. */
  @Nullable Object pass(Call call, @Nullable Object[] args, Effect effect) throws Throwable;

  /** What a call does. */
  @FunctionalInterface
  interface Effect {

    /** Does it. */
    @Nullable Object take() throws Throwable;
  }
}
