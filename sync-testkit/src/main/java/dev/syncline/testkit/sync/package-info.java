/**
 * Tests of users' own definitions: rows in, changes and dead letters out, in milliseconds and
 * without a database. Start at {@link dev.syncline.testkit.sync.SyncTest}.
 */
@NullMarked
package dev.syncline.testkit.sync;

import org.jspecify.annotations.NullMarked;
