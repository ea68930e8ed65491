/** Values that mapped fields look up: in files, in sources, in what other syncs have written. */
@NullMarked
package dev.syncline.core.lookup;

import org.jspecify.annotations.NullMarked;
