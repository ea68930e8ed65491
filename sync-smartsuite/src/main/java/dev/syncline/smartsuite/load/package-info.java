/** Writing to a table. */
@NullMarked
package dev.syncline.smartsuite.load;

import org.jspecify.annotations.NullMarked;
