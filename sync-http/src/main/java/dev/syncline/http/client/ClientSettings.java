package dev.syncline.http.client;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.auth.CredentialSettings;
import dev.syncline.http.json.ReadLimits;
import dev.syncline.http.limit.ThrottleSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration says of an API.
 *
 * @param base its address, without a slash at the end
 * @param origins to where requests may go
 * @param headers sent with every request to the API itself
 * @param limits how much of an answer is taken
 * @param filters what answers mean
 * @param checkPath what is asked to see whether the API answers
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long an answer may take, its body included
 * @param proxy through which requests go
 * @param http2 whether HTTP/2 is spoken
 */
record ClientSettings(
    URI base,
    Origins origins,
    Map<String, String> headers,
    ReadLimits limits,
    ResponseFilters filters,
    String checkPath,
    Duration connectTimeout,
    Duration timeout,
    Optional<ProxySelector> proxy,
    boolean http2) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_DEPTH = 10_000;
  private static final int PORTS = 65_535;

  private static final Options PROXY =
      Options.of(
          Option.required("host", Shape.TEXT, "the proxy's host"),
          Option.required("port", Shape.whole(1, PORTS), "the proxy's port"));

  /** What a definition may say of a connection. */
  static final Options OPTIONS =
      Options.of(
              Option.required("url", Shape.TEXT, "the address, such as https://api.example.com/v1"),
              Option.of(
                  "auth",
                  Shape.section(CredentialSettings.OPTIONS),
                  "none",
                  "how the API knows who we are"),
              Option.of("headers", Shape.table("header", Shape.TEXT), "sent with every request"),
              Option.of(
                  "timeout",
                  Shape.DURATION,
                  "30s",
                  "how long an answer may take, its body included"),
              Option.of("connectTimeout", Shape.DURATION, "10s", "how long connecting may take"),
              Option.of(
                  "throttle",
                  Shape.section(ThrottleSettings.OPTIONS),
                  "how often the credential may be used, by all syncs together"))
          .plus(ResponseFilters.OPTIONS)
          .plus(
              Options.of(
                  Option.of(
                      "origins",
                      Shape.TEXTS,
                      "other origins that links may lead to, without credentials"),
                  Option.of(
                      "privateAddresses",
                      Shape.TRUTH,
                      false,
                      "whether links may lead into a private network"),
                  Option.of(
                      "plaintext",
                      Shape.TRUTH,
                      false,
                      "whether http:// is allowed to other machines"),
                  Option.of(
                      "maxResponseBytes",
                      Shape.number(1, Double.POSITIVE_INFINITY),
                      ReadLimits.DEFAULT.documentBytes(),
                      "the largest answer"),
                  Option.of(
                      "maxRecordBytes",
                      Shape.number(1, Double.POSITIVE_INFINITY),
                      ReadLimits.DEFAULT.recordBytes(),
                      "the largest record"),
                  Option.of(
                      "maxDepth",
                      Shape.whole(1, MOST_DEPTH),
                      ReadLimits.DEFAULT.depth(),
                      "how deep values may be nested"),
                  Option.of(
                      "trustStore", Shape.section(TrustStore.OPTIONS), "certificates of your own"),
                  Option.of("proxy", Shape.section(PROXY), "through which requests go"),
                  Option.of("http2", Shape.TRUTH, false, "whether HTTP/2 is spoken"),
                  Option.of("check", Shape.TEXT, "what is asked to see whether the API answers")));

  static ClientSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    URI base = base(config);
    return new ClientSettings(
        base,
        new Origins(base, origins(config), config.bool("privateAddresses", false)),
        headers(config),
        new ReadLimits(
            bytes(config, "maxResponseBytes", ReadLimits.DEFAULT.documentBytes()),
            bytes(config, "maxRecordBytes", ReadLimits.DEFAULT.recordBytes()),
            config.integer("maxDepth", ReadLimits.DEFAULT.depth(), 1, MOST_DEPTH)),
        ResponseFilters.of(config),
        config.optionalString("check").orElse(""),
        positive(config, "connectTimeout", USUAL_CONNECT_TIMEOUT),
        positive(config, "timeout", USUAL_TIMEOUT),
        config.optionalSection("proxy").map(ClientSettings::proxy),
        config.bool("http2", false));
  }

  private static URI base(ComponentConfig config) {
    String text = config.string("url");
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw config.error("url", "'url' must be an address such as https://api.example.com/v1");
    }
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw config.error(
          "url", "'url' must be an address such as https://api.example.com/v1, without parameters");
    }
    if (uri.getRawUserInfo() != null) {
      throw config.error("url", "'url' must not hold a password; write it under 'auth'");
    }
    boolean readable = "http".equals(uri.getScheme()) && !here(uri.getHost());
    if (readable && !config.bool("plaintext", false)) {
      throw config.error(
          "url",
          "'url' is not encrypted, so that everybody on the way can read the credentials; use https,"
              + " or allow it with 'plaintext: true'");
    }
    return uri;
  }

  /** This machine; a name is never looked up for it. */
  private static boolean here(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    if (!host.matches("[0-9.]+|\\[.*]")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static List<String> origins(ComponentConfig config) {
    List<String> origins = config.strings("origins");
    for (String origin : origins) {
      if (!origin.matches("https?://[^/?#@\\s]+/?")) {
        throw config.error("origins", "'" + origin + "' is no origin such as https://host");
      }
    }
    return origins;
  }

  private static Map<String, String> headers(ComponentConfig config) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("User-Agent", "Syncline");
    config
        .optionalSection("headers")
        .ifPresent(
            section -> section.names().forEach(name -> headers.put(name, section.string(name))));
    return headers;
  }

  private static long bytes(ComponentConfig config, String name, long usual) {
    if (!config.has(name)) {
      return usual;
    }
    double bytes = config.number(name, usual);
    if (!(bytes >= 1)) {
      throw config.error(name, "'" + name + "' must be a number of bytes, not " + bytes);
    }
    return (long) bytes;
  }

  private static Duration positive(ComponentConfig config, String name, Duration usual) {
    Duration time = config.duration(name).orElse(usual);
    if (time.isNegative() || time.isZero()) {
      throw config.error(name, "'" + name + "' must be longer than nothing");
    }
    return time;
  }

  private static ProxySelector proxy(ComponentConfig section) {
    section.allow(PROXY.names());
    int port = section.integer("port", 0, 1, PORTS);
    if (port == 0) {
      throw section.error("port", "'port' is missing");
    }
    // Resolved at every connection, not once.
    return ProxySelector.of(new InetSocketAddress(section.string("host"), port));
  }
}
