/**
 * Proof by trying: {@link dev.syncline.testkit.simulation.CrashPoints} kills an engine at every
 * call that it makes, one after the other; {@link dev.syncline.testkit.simulation.Simulation} lets
 * it live through seeded histories of changes, faults, crashes and second runners, and compares the
 * destination with a model after every run.
 */
@NullMarked
package dev.syncline.testkit.simulation;

import org.jspecify.annotations.NullMarked;
