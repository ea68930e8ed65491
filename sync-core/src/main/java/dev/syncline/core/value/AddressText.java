package dev.syncline.core.value;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells addresses from what only looks like them. */
final class AddressText {
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_URL = 8192;

  /** The atoms of RFC 5322, also with letters beyond ASCII (RFC 6531), between single dots. */
  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]++(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]++)*+");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern PORT_OR_USER =
      Pattern.compile("(?:[^@]*@)?(?<host>[^@:]+)(?::\\d*)?");

  private AddressText() {}

  static boolean email(Object value) {
    if (!(value instanceof String text) || text.length() > LONGEST_EMAIL) {
      return false;
    }
    int at = text.lastIndexOf('@');
    return at > 0
        && at <= LONGEST_NAME
        && NAME.matcher(text.substring(0, at)).matches()
        && domain(text.substring(at + 1), 2);
  }

  static boolean url(Object value, List<String> schemes) {
    if (!(value instanceof String text) || text.length() > LONGEST_URL) {
      return false;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      return scheme != null
          && schemes.contains(scheme.toLowerCase(Locale.ROOT))
          && uri.getRawAuthority() != null
          && (uri.getHost() != null ? host(uri.getHost()) : international(uri.getRawAuthority()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** URI itself has refused what is no address of a host. */
  private static boolean host(String host) {
    boolean address = host.startsWith("[") || DIGITS.matcher(host.replace(".", "")).matches();
    return address || domain(host, 1);
  }

  /** URI knows no host with letters beyond ASCII. */
  private static boolean international(String authority) {
    var matcher = PORT_OR_USER.matcher(authority);
    return matcher.matches() && domain(matcher.group("host"), 1);
  }

  private static boolean domain(String text, int leastLabels) {
    String ascii = ascii(text);
    if (ascii == null || ascii.length() > LONGEST_DOMAIN) {
      return false;
    }
    String[] labels = ascii.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return labels.length >= leastLabels && !DIGITS.matcher(labels[labels.length - 1]).matches();
  }

  private static @Nullable String ascii(String domain) {
    try {
      return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
