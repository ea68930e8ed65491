/** Verifications and repairs, as docs/verify-and-repair.md shows them. */
@NullMarked
package dev.syncline.examples.verify;

import org.jspecify.annotations.NullMarked;
