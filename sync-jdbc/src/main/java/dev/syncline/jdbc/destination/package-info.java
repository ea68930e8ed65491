/** Writing: {@link dev.syncline.jdbc.destination.JdbcLoader}. */
@NullMarked
package dev.syncline.jdbc.destination;

import org.jspecify.annotations.NullMarked;
