/** Tests of the connector as a whole, against the simulator. */
@NullMarked
package dev.syncline.smartsuite;

import org.jspecify.annotations.NullMarked;
