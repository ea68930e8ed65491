package dev.syncline.api.transform;

import java.time.Instant;

/**
 * What a {@link Transformer} may know of the run.
 *
 * @param sync the name of the sync
 * @param runId the run
 * @param runStart when the run started; a field made from it changes at every run
 */
public record TransformContext(String sync, String runId, Instant runStart) {}
