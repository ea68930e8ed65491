/** Expressions, templates and paths at work on records. */
@NullMarked
package dev.syncline.core.compute;

import org.jspecify.annotations.NullMarked;
