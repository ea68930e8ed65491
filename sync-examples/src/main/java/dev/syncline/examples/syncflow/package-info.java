/**
 * SyncFlow: two APISmiths that describe themselves are discovered, copied into tables of
 * PostgreSQL, and delivered to a ScheduleHub. Start at {@link
 * dev.syncline.examples.syncflow.SyncFlow}.
 */
@NullMarked
package dev.syncline.examples.syncflow;

import org.jspecify.annotations.NullMarked;
