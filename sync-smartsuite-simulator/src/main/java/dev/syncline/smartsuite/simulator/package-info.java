/**
 * SmartSuite's API in this process: {@link
 * dev.syncline.smartsuite.simulator.SmartSuiteSimulator#builder()} is where to begin. Written from
 * the vendor's documentation and from what public clients have seen; it shares no code with the
 * connector, so that a mistake in one does not hide in the other.
 */
@NullMarked
package dev.syncline.smartsuite.simulator;

import org.jspecify.annotations.NullMarked;
