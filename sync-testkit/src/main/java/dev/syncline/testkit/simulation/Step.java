package dev.syncline.testkit.simulation;

import java.util.List;

/** One step of a history. */
sealed interface Step {

  /** A row is made or changed. */
  record Put(Which table, long id, int version, long parent) implements Step {}

  /** A row is made or changed, and committed later than its time stamp says. */
  record Late(Which table, long id, int version, long parent, int seconds) implements Step {}

  /** A row becomes again what it was before its last change, or comes back. */
  record Revert(Which table, long id) implements Step {}

  /** A row goes. */
  record Remove(Which table, long id) implements Step {}

  /** Many rows go. */
  record RemoveAll(Which table) implements Step {}

  /** A row becomes one that cannot be written, or that a filter drops. */
  record Soil(Which table, long id, Dirt dirt) implements Step {}

  /** A row without a key comes; with an even version, all of them go instead. */
  record Keyless(Which table, int version) implements Step {}

  /** Time passes. */
  record Wait(int seconds) implements Step {}

  /** A person approves the deletes that were withheld. */
  record Approve(Which table) implements Step {}

  /** One sync runs, or all of them. */
  record Run(List<Which> syncs, List<Trouble> troubles) implements Step {}
}
