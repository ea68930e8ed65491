package dev.syncline.api.source;

/**
 * What an extraction cost so far.
 *
 * @param bytesRead bytes read from the source, estimated where the source does not tell
 * @param requests statements or HTTP requests sent
 */
public record ReadMetrics(long bytesRead, long requests) {}
