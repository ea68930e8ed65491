package dev.syncline.api.destination;

/**
 * What a loader may know of the run.
 *
 * @param sync the name of the sync
 * @param runId the run
 * @param attempt 1 for the first try of a batch
 */
public record WriteContext(String sync, String runId, int attempt) {}
