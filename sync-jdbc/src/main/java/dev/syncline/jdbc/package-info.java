/**
 * Syncs from and to SQL databases, and state stores in them.
 *
 * <p>Start at {@link dev.syncline.jdbc.JdbcSource}, {@link dev.syncline.jdbc.JdbcTable}, {@link
 * dev.syncline.jdbc.JdbcConnection} and {@link dev.syncline.jdbc.SqliteStateStore}. Supported are
 * SQLite, H2, PostgreSQL, MySQL and MariaDB; the driver is the application's to add.
 */
@NullMarked
package dev.syncline.jdbc;

import org.jspecify.annotations.NullMarked;
