package dev.syncline.testkit.fault;

import java.util.Optional;

/**
 * Says of every call whether it goes wrong, and how.
 *
 * <p><b>Threading.</b> Safe for use by several threads; which call is the third is certain only on
 * an engine that runs in one thread.
 */
public interface Faults {

  /** Called once for every call at this point, before it. */
  Optional<Fault> next(FaultPoint point);

  /**
   * A fault that happened.
   *
   * @param point where
   * @param call the number of the call at this point, from 1
   * @param fault what
   */
  record Strike(FaultPoint point, int call, Fault fault) {}
}
