package dev.syncline.core.limits;

import dev.syncline.api.config.RequestLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What everybody passes who sends a request with one credential.
 *
 * <p>Safe for use by several threads.
 */
public final class Turnstile {
  private final String name;
  private final Optional<TokenBucket> bucket;
  private final Optional<CircuitBreaker> breaker;

  Turnstile(String name, RequestLimits limits, InstantSource clock) {
    this.name = name;
    this.bucket = limits.rate().map(rate -> new TokenBucket(rate, clock));
    this.breaker = limits.breaker().map(settings -> new CircuitBreaker(settings, clock));
  }

  /** Asks whether the system may be sent anything: zero for yes, or how long to wait. */
  public Duration askCircuit() {
    return breaker.map(CircuitBreaker::ask).orElse(Duration.ZERO);
  }

  /** Takes a place in the row: how long to wait before the request may be sent. */
  public Duration takeToken() {
    return bucket.map(TokenBucket::take).orElse(Duration.ZERO);
  }

  /** More requests were sent than tokens were taken; a negative number gives tokens back. */
  public void charge(long more) {
    bucket.ifPresent(tokens -> tokens.charge(more));
  }

  /** The system answered. */
  public void answered() {
    breaker.ifPresent(CircuitBreaker::answered);
  }

  /** The system failed in a way that may pass. */
  public void failed(String reason) {
    breaker.ifPresent(circuit -> circuit.failed(reason));
  }

  /** How long the system is left alone from now on; zero if it is not. */
  public Duration openFor() {
    return breaker.map(CircuitBreaker::openFor).orElse(Duration.ZERO);
  }

  /** Why it is left alone. */
  public String reason() {
    return name + " " + breaker.map(CircuitBreaker::reason).orElse("is free");
  }
}
