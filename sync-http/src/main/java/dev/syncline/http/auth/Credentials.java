package dev.syncline.http.auth;

import java.util.List;
import java.util.Map;

/**
 * What a client shows to prove who it is.
 *
 * <p>Safe for use by several threads.
 *
 * <p><b>Errors.</b> {@link dev.syncline.api.error.RetryableException} if a token cannot be had now,
 * {@link dev.syncline.api.error.PermanentException} if it is refused. No message holds a secret.
 */
public interface Credentials {

  /** What a request must carry now; may ask another server for a token. */
  Proof proof();

  /**
   * The proof was refused (401).
   *
   * @return whether there is another one to try, which is not so for keys that never change
   */
  boolean renew(Proof refused);

  /** Names of query parameters that hold a secret. */
  default List<String> secretParameters() {
    return List.of();
  }

  /** Nothing is shown. */
  static Credentials none() {
    return new Fixed(() -> Proof.EMPTY, List.of());
  }

  /**
   * What a request carries. Its text shows nothing.
   *
   * @param headers headers by name
   * @param query parameters by name
   * @param generation tells a renewed proof from the one before
   */
  record Proof(Map<String, String> headers, Map<String, String> query, long generation) {
    static final Proof EMPTY = new Proof(Map.of(), Map.of(), 0);

    /** Copies the maps. */
    public Proof {
      headers = Map.copyOf(headers);
      query = Map.copyOf(query);
    }

    static Proof bearer(String token, long generation) {
      return new Proof(Map.of("Authorization", "Bearer " + token), Map.of(), generation);
    }

    @Override
    public String toString() {
      return "Proof[" + generation + "]";
    }
  }
}
