/** The simulation, and what it must find. */
@NullMarked
package dev.syncline.testkit.simulation;

import org.jspecify.annotations.NullMarked;
