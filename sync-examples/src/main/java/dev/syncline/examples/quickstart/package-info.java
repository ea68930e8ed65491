/**
 * The main job of Syncline on real data, in one command: the countries and regions of the world go
 * from one SQLite file into another. Start at {@link dev.syncline.examples.quickstart.Quickstart};
 * the two definitions are in {@code QuickstartSyncs}.
 */
@NullMarked
package dev.syncline.examples.quickstart;

import org.jspecify.annotations.NullMarked;
