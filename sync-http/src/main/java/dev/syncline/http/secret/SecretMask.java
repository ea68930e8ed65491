package dev.syncline.http.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

  /** Tokens are renewed for as long as the process lives; of those before, nobody speaks. */
  private static final int MOST_TOKENS = 100;

  /** All forms of all of them, the longest first: one may be a part of another. */
  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(String::compareTo));

  private final Set<String> kept = new HashSet<>();
  private final Set<String> tokens = new LinkedHashSet<>();

  /** Remembers a secret for ever, in all the forms in which it may appear. */
  public synchronized void add(String secret) {
    if (secret.length() >= LEAST && !kept.contains(secret)) {
      kept.addAll(forms(secret));
      secrets.addAll(forms(secret));
    }
  }

  /** Remembers a secret that others will follow; told at every use, it is none of the oldest. */
  public synchronized void addToken(String token) {
    if (token.length() < LEAST || kept.contains(token)) {
      return;
    }
    if (!tokens.remove(token)) {
      secrets.addAll(forms(token));
    }
    tokens.add(token);
    if (tokens.size() > MOST_TOKENS) {
      String oldest = tokens.iterator().next();
      tokens.remove(oldest);
      forms(oldest).stream()
          .filter(form -> !kept.contains(form) && !tokens.contains(form))
          .forEach(secrets::remove);
    }
  }

  private static Set<String> forms(String secret) {
    var forms = new HashSet<String>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, UTF_8));
    forms.add(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    secret.lines().filter(line -> line.length() > LEAST * LEAST).forEach(forms::add);
    return forms;
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
