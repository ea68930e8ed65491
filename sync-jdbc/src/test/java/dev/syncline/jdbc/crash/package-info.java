/**
 * Real crashes: the engine in a process of its own, against real destinations, killed, paused and
 * starved.
 */
@NullMarked
package dev.syncline.jdbc.crash;

import org.jspecify.annotations.NullMarked;
