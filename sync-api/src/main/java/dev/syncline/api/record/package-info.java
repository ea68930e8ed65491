/**
 * The shape of a record: {@link dev.syncline.api.record.Schema}, {@link
 * dev.syncline.api.record.RecordBatch}, {@link dev.syncline.api.record.SyncRecord}, business keys
 * and cursors.
 */
@NullMarked
package dev.syncline.api.record;

import org.jspecify.annotations.NullMarked;
