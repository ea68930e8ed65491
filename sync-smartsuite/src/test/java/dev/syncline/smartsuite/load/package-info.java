/** Tests of the package of the same name, against the simulator. */
@NullMarked
package dev.syncline.smartsuite.load;

import org.jspecify.annotations.NullMarked;
