/** Whole runs over APIs. */
@NullMarked
package dev.syncline.http;

import org.jspecify.annotations.NullMarked;
