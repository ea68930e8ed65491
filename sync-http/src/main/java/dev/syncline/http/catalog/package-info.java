/** Says what an API holds that describes itself. Internal. */
@NullMarked
package dev.syncline.http.catalog;

import org.jspecify.annotations.NullMarked;
