package dev.syncline.http.client;

import dev.syncline.http.wire.Answer;
import java.time.Duration;
import java.util.Optional;

/** What became of a request. Reasons are one sentence each, without secrets. */
public sealed interface Reply {

  /**
   * It worked.
   *
   * @param answer to be closed by who asked
   */
  record Success(Answer answer) implements Reply {}

  /** A filter says that this answer means nothing, such as 404 for an empty list. */
  record Ignored() implements Reply {}

  /**
   * The API is used too much; the request was not carried out.
   *
   * @param delay how long the API asks to wait
   */
  record RateLimited(String reason, Optional<Duration> delay) implements Reply {}

  /** The request did not arrive. */
  record NotSent(String reason) implements Reply {}

  /**
   * Nobody knows whether the request was carried out: no answer, or one of a server in trouble.
   *
   * @param delay how long the API asks to wait
   * @param over whether the server itself has answered: it is not at work on the request any more
   */
  record InDoubt(String reason, Optional<Duration> delay, boolean over) implements Reply {}

  /**
   * The request was not carried out, and will not be.
   *
   * @param status the status that says so
   */
  record Refused(int status, String reason) implements Reply {}
}
