/** Reading a table. */
@NullMarked
package dev.syncline.smartsuite.extract;

import org.jspecify.annotations.NullMarked;
