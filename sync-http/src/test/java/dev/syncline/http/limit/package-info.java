/** How often a credential may be used. */
@NullMarked
package dev.syncline.http.limit;

import org.jspecify.annotations.NullMarked;
