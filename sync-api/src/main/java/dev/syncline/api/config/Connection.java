package dev.syncline.api.config;

import dev.syncline.api.Check;

/**
 * What several components share: a pool, a client with its rate limiter. Named in the
 * configuration, opened where the components run, closed by the engine.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface Connection extends AutoCloseable {

  /** Tests that the other system answers and accepts us; does not throw. */
  Check check();

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
