/** Requests on the line: answers as streams, under a deadline that covers their bodies. */
@NullMarked
package dev.syncline.http.wire;

import org.jspecify.annotations.NullMarked;
