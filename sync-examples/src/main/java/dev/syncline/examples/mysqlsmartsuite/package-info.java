/**
 * Keeps SmartSuite tables true to the tables of a MySQL or MariaDB database: the runner that takes
 * the place of the earlier system. How it is started stands in {@code
 * sync-examples/mysql-smartsuite.md}.
 */
@NullMarked
package dev.syncline.examples.mysqlsmartsuite;

import org.jspecify.annotations.NullMarked;
