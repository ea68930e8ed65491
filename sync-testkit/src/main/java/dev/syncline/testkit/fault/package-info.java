/**
 * Real loaders, extractors and state stores that fail as a test says: {@link
 * dev.syncline.testkit.fault.FaultyLoader}, {@link dev.syncline.testkit.fault.FaultyExtractor},
 * {@link dev.syncline.testkit.fault.FaultyStateStore}.
 *
 * <p>What goes wrong is a {@link dev.syncline.testkit.fault.Fault}, where a {@link
 * dev.syncline.testkit.fault.FaultPoint}; {@link dev.syncline.testkit.fault.FaultScript} says it
 * call by call, {@link dev.syncline.testkit.fault.FaultDice} throws dice that fall the same way
 * every time. What is wrong with a single record is another matter: {@link
 * dev.syncline.testkit.RecordingLoader} refuses records.
 */
@NullMarked
package dev.syncline.testkit.fault;

import org.jspecify.annotations.NullMarked;
