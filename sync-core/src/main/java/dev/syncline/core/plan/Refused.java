package dev.syncline.core.plan;

/**
 * Records that would be rejected for the same reason.
 *
 * @param fingerprint what their errors have in common
 * @param count how many there are
 * @param sample the message of the first, without secrets
 */
public record Refused(String fingerprint, long count, String sample) {}
