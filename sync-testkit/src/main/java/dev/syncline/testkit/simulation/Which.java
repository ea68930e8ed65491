package dev.syncline.testkit.simulation;

import java.util.Locale;

/** The two syncs of a history. */
enum Which {
  PARENTS,
  CHILDREN;

  /** The name of the sync. */
  String sync() {
    return name().toLowerCase(Locale.ROOT);
  }
}
