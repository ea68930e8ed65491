/** Says what a database holds. Internal. */
@NullMarked
package dev.syncline.jdbc.catalog;

import org.jspecify.annotations.NullMarked;
