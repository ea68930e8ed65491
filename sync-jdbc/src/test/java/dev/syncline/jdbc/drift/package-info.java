/** What becomes of a sync whose source's schema changes, as docs/schema-drift.md shows it. */
@NullMarked
package dev.syncline.jdbc.drift;

import org.jspecify.annotations.NullMarked;
