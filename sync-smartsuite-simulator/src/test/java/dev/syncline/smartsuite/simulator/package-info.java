/** Whether the simulator does what the documentation says. */
@NullMarked
package dev.syncline.smartsuite.simulator;

import org.jspecify.annotations.NullMarked;
