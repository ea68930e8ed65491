package dev.syncline.api.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a run paused. What it had not done yet is read again by the next run, or is held by key.
 *
 * @param reason one sentence, without secrets
 * @param resumeAt before when it is of no use to go on; empty if the next run may start at once
 */
public record RunPause(String reason, Optional<Instant> resumeAt) {

  /** Refuses missing parts. */
  public RunPause {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(resumeAt, "resumeAt");
  }
}
