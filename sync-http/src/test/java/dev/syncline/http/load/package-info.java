/** Writing to APIs. */
@NullMarked
package dev.syncline.http.load;

import org.jspecify.annotations.NullMarked;
