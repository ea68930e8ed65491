/** Files with one line of JSON for each thing, so that ten million of them take no memory. */
@NullMarked
package dev.syncline.core.lines;

import org.jspecify.annotations.NullMarked;
