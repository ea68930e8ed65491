/** Tests of the package of the same name, against the simulator. */
@NullMarked
package dev.syncline.smartsuite.extract;

import org.jspecify.annotations.NullMarked;
