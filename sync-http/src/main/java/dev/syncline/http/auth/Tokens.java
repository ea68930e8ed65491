package dev.syncline.http.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are renewed before they expire, and once when they are refused. Of many who need a
 * new one at the same time, one gets it and the others wait for it.
 */
final class Tokens implements Credentials {
  /** A token is not used any more so long before its end: clocks differ, requests take time. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Issuer issuer;
  private final InstantSource clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Current current;

  /** Where tokens come from. */
  interface Issuer {
    /** A new token. */
    Token issue();
  }

  /**
   * A token.
   *
   * @param text what is shown
   * @param lifetime how long it is good for, if that is known
   */
  record Token(String text, Optional<Duration> lifetime) {
    @Override
    public String toString() {
      return "Token" + lifetime;
    }
  }

  private record Current(Proof proof, Optional<Instant> useBefore) {
    boolean good(Instant now) {
      return useBefore.map(now::isBefore).orElse(true);
    }
  }

  Tokens(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public Proof proof() {
    Current known = current;
    return known != null && known.good(clock.instant()) ? known.proof() : renewed(0);
  }

  @Override
  public boolean renew(Proof refused) {
    return renewed(refused.generation()).generation() != refused.generation();
  }

  /**
   * A good token of another generation.
   *
   * @param refused the generation that was refused; 0 for none
   */
  private Proof renewed(long refused) {
    renewing.lock();
    try {
      Current known = current;
      boolean renewedMeanwhile =
          known != null && known.good(clock.instant()) && known.proof().generation() != refused;
      if (known != null && renewedMeanwhile) {
        return known.proof();
      }
      long generation = known == null ? 1 : known.proof().generation() + 1;
      Instant asked = clock.instant();
      Token token = issuer.issue();
      Proof proof = Proof.bearer(token.text(), generation);
      current =
          new Current(proof, token.lifetime().map(life -> asked.plus(life).minus(margin(life))));
      return proof;
    } finally {
      renewing.unlock();
    }
  }

  /** Of a short life, a quarter at most. */
  private static Duration margin(Duration life) {
    Duration quarter = life.dividedBy(4);
    return quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN;
  }
}
