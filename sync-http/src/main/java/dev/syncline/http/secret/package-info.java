/** Secrets: where they come from, and how they stay out of what people read. */
@NullMarked
package dev.syncline.http.secret;

import org.jspecify.annotations.NullMarked;
