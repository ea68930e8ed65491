/**
 * A run: {@link dev.syncline.core.pipeline.SyncRun} reads as the whole of it, and every stage is a
 * class of its own beside it, named after its {@link dev.syncline.api.Stage}. Internal.
 *
 * <p>What matters after a crash lives in {@code IngestStage} (what is sent), {@code TrackStage}
 * (what is committed) and {@code LeaseKeeper} (who may).
 */
@NullMarked
package dev.syncline.core.pipeline;

import org.jspecify.annotations.NullMarked;
