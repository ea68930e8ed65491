package dev.syncline.benchmarks.ratios;

/** Somebody who can do jobs; lives in a process of its own. */
interface Contestant {
  /**
   * Does a job from beginning to end; only this is timed.
   *
   * @param job its name
   * @param site where
   */
  void run(String job, Site site) throws Exception;
}
