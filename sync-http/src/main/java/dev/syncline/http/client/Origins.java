package dev.syncline.http.client;

import dev.syncline.api.error.PermanentException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * To where requests may go. Credentials go to the API's own origin only. An address that came out
 * of an answer, be it a redirect or the link to the next page, may lead to another origin only if
 * that is on a list, and then without credentials; never to a private address unless that is
 * allowed, too.
 *
 * @param own the API's address
 * @param others origins without credentials, such as a file store: {@code https://files.example}
 * @param privateAddresses whether these may lie in private networks
 */
record Origins(URI own, List<String> others, boolean privateAddresses) {
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_MASK = 0xc0;
  private static final int SHARED_SECOND = 64;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int IPV4_BYTES = 4;

  Origins {
    others = List.copyOf(others);
  }

  /** {@code https://host:port}, the port always there. */
  static String of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /**
   * Whether credentials may go there.
   *
   * @throws PermanentException if no request may go there at all
   */
  boolean trusts(URI uri) {
    String origin = of(uri);
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new PermanentException(
          "the API sent us to an address without a plain host; it is not followed");
    }
    if (origin.equals(of(own))) {
      return true;
    }
    if (others.stream().map(URI::create).map(Origins::of).noneMatch(origin::equals)) {
      throw new PermanentException(
          "the API at "
              + of(own)
              + " sent us to "
              + origin
              + ", which is not followed; list it under 'origins' if that is right (credentials are"
              + " not sent there)");
    }
    return false;
  }

  /**
   * Looks where a host really is. Asked for every request to another origin.
   *
   * @throws PermanentException if it lies in a private network and that is not allowed
   */
  void requirePublic(URI uri) throws UnknownHostException {
    if (privateAddresses) {
      return;
    }
    for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
      if (isPrivate(address)) {
        throw new PermanentException(
            "the API sent us to "
                + of(uri)
                + ", which lies in a private network; it is not followed unless"
                + " 'privateAddresses: true' allows it");
      }
    }
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    boolean shared =
        bytes.length == IPV4_BYTES
            && first == SHARED_FIRST
            && (bytes[1] & SHARED_MASK) == SHARED_SECOND;
    boolean uniqueLocal = bytes.length > IPV4_BYTES && (first & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    boolean unspecified = bytes.length == IPV4_BYTES && first == 0;
    return shared
        || uniqueLocal
        || unspecified
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
