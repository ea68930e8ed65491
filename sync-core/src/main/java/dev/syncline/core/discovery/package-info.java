/** Asks catalogs, compares with what they said before, and makes definitions of it. Internal. */
@NullMarked
package dev.syncline.core.discovery;

import org.jspecify.annotations.NullMarked;
