package dev.syncline.http.client;

/** What an answer means. */
public enum Verdict {
  /** It worked. */
  SUCCESS,
  /** It will not work. */
  FAIL,
  /** It may work later; whether something happened, nobody knows. */
  RETRY,
  /** It means nothing: no records, nothing to do. */
  IGNORE,
  /** It was not carried out, because there were too many requests. */
  RATE_LIMITED,
  /** It was not carried out; with another token it may be. */
  REFRESH_TOKEN
}
