/** Java records instead of field names, as docs/typed-records.md shows them. */
@NullMarked
package dev.syncline.examples.typed;

import org.jspecify.annotations.NullMarked;
