/** Reading: {@link dev.syncline.jdbc.source.JdbcExtractor}. */
@NullMarked
package dev.syncline.jdbc.source;

import org.jspecify.annotations.NullMarked;
