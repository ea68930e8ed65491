package dev.syncline.http.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Takes secrets out of what others wrote: a server may repeat a token in the text of its error.
 *
 * <p>Safe for use by several threads.
 */
public final class SecretMask {
  /** What stands in a secret's place. */
  public static final String MASK = "***";

  /** Shorter texts appear by chance. */
  private static final int LEAST = 4;

  /** Tokens are renewed for as long as the process lives. */
  private static final int MOST = 10_000;

  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(String::compareTo));

  /** Remembers a secret, in all the forms in which it may appear. */
  public void add(String secret) {
    if (secret.length() < LEAST || secrets.contains(secret) || secrets.size() > MOST) {
      return;
    }
    secrets.add(secret);
    secrets.add(URLEncoder.encode(secret, UTF_8));
    secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    secret.lines().filter(line -> line.length() > LEAST * LEAST).forEach(secrets::add);
  }

  /** The text without secrets. */
  public String in(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  @Override
  public String toString() {
    return "SecretMask[" + secrets.size() + "]";
  }
}
