/** Engines that die while they write to the simulator, in this process and in their own. */
@NullMarked
package dev.syncline.smartsuite.crash;

import org.jspecify.annotations.NullMarked;
