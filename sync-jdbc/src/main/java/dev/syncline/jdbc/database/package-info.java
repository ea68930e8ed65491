/**
 * How connections are opened, pooled and given back: {@link dev.syncline.jdbc.database.Database}.
 */
@NullMarked
package dev.syncline.jdbc.database;

import org.jspecify.annotations.NullMarked;
