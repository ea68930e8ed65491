/** Writing: changes become requests, and answers become results. */
@NullMarked
package dev.syncline.http.load;

import org.jspecify.annotations.NullMarked;
