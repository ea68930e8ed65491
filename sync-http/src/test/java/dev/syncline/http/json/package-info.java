/** JSON as a stream. */
@NullMarked
package dev.syncline.http.json;

import org.jspecify.annotations.NullMarked;
