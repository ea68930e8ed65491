package dev.syncline.http.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Link} (RFC 8288). All methods are pure. */
final class LinkHeader {
  private static final Pattern LINK =
      Pattern.compile(
          "<([^>]*)>((?:\\s*;\\s*[^;,=\\s]+\\s*(?:=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;,\"\\s]*))?)*)");
  private static final Pattern REL =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]+))");

  private LinkHeader() {}

  /** The target whose relation is {@code next}. */
  static Optional<String> next(List<String> values) {
    for (String value : values) {
      Matcher link = LINK.matcher(value);
      while (link.find()) {
        if (relations(link.group(2)).contains("next")) {
          return Optional.of(link.group(1));
        }
      }
    }
    return Optional.empty();
  }

  /** Only the first {@code rel} counts; it may hold several words. */
  private static List<String> relations(String parameters) {
    Matcher rel = REL.matcher(parameters);
    if (!rel.find()) {
      return List.of();
    }
    String words = rel.group(1) == null ? rel.group(2) : rel.group(1);
    return new ArrayList<>(List.of(words.toLowerCase(Locale.ROOT).split("\\s+")));
  }
}
