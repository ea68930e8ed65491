/** Parents and children, as docs/parents.md shows them. */
@NullMarked
package dev.syncline.examples.parents;

import org.jspecify.annotations.NullMarked;
