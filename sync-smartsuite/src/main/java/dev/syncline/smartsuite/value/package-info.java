/** Values of each type of field, as they are written and as they are read. */
@NullMarked
package dev.syncline.smartsuite.value;

import org.jspecify.annotations.NullMarked;
