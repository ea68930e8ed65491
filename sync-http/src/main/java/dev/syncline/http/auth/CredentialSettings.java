package dev.syncline.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.http.auth.Credentials.Proof;
import dev.syncline.http.auth.OAuth.Grant;
import dev.syncline.http.auth.Tokens.Token;
import dev.syncline.http.secret.Secret;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code auth} of a connection. */
public final class CredentialSettings {
  private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
  private static final List<String> TYPES =
      List.of("none", "bearer", "api-key", "basic", "oauth2", "jwt");

  private final ComponentConfig config;
  private final Wire wire;
  private final SecretMask mask;
  private final Clock clock;

  private CredentialSettings(ComponentConfig config, Wire wire, SecretMask mask, Clock clock) {
    this.config = config;
    this.wire = wire;
    this.mask = mask;
    this.clock = clock;
  }

  /**
   * The credentials of a connection.
   *
   * @param wire for asking a token endpoint
   * @param mask learns every secret
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static Credentials of(
      Optional<ComponentConfig> section, Wire wire, SecretMask mask, Clock clock) {
    return section.isEmpty()
        ? Credentials.none()
        : new CredentialSettings(section.get(), wire, mask, clock).read();
  }

  private Credentials read() {
    String type = config.string("type").replace('_', '-');
    return switch (type) {
      case "none" -> {
        config.allow("type");
        yield Credentials.none();
      }
      case "bearer" -> bearer();
      case "api-key" -> apiKey();
      case "basic", "http-basic" -> basic();
      case "oauth2", "oauth2-client-credentials" -> oauth();
      case "jwt" -> jwt();
      default ->
          throw config.error(
              "type", "there is no authentication '" + type + "'" + Nearest.hint(type, TYPES));
    };
  }

  private Credentials bearer() {
    config.allow("type", "token");
    Secret token = Secret.of(config, "token", mask);
    return new Fixed(() -> Proof.bearer(token.revealInHeader(), 0), List.of());
  }

  private Credentials apiKey() {
    config.allow("type", "name", "key", "in", "prefix");
    String name = config.string("name");
    String prefix = config.optionalString("prefix").orElse("");
    Secret key = Secret.of(config, "key", mask);
    return switch (config.optionalString("in").orElse("header")) {
      case "header" ->
          new Fixed(
              () -> new Proof(Map.of(name, prefix + key.revealInHeader()), Map.of(), 0), List.of());
      case "query" ->
          new Fixed(
              () -> new Proof(Map.of(), Map.of(name, prefix + key.reveal()), 0), List.of(name));
      default -> throw config.error("in", "'in' is 'header' or 'query'");
    };
  }

  private Credentials basic() {
    config.allow("type", "user", "password");
    String user = config.string("user");
    Secret password = Secret.of(config, "password", mask);
    return new Fixed(
        () -> {
          byte[] pair = (user + ":" + password.reveal()).getBytes(UTF_8);
          String text = Base64.getEncoder().encodeToString(pair);
          mask.addToken(text);
          return new Proof(Map.of("Authorization", "Basic " + text), Map.of(), 0);
        },
        List.of());
  }

  private Credentials oauth() {
    config.allow(
        "type",
        "tokenUrl",
        "grant",
        "clientId",
        "clientSecret",
        "clientAuth",
        "refreshToken",
        "scopes",
        "extra",
        "algorithm",
        "privateKey",
        "keyId",
        "claims",
        "lifetime");
    String in = config.optionalString("clientAuth").orElse("header");
    if (!in.equals("header") && !in.equals("body")) {
      throw config.error("clientAuth", "'clientAuth' is 'header' or 'body'");
    }
    List<String> scopes = config.strings("scopes");
    var settings =
        new OAuth.Settings(
            endpoint(),
            grant(),
            config.optionalString("clientId"),
            config.has("clientSecret")
                ? Optional.of(Secret.of(config, "clientSecret", mask))
                : Optional.empty(),
            in.equals("body"),
            scopes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", scopes)),
            texts("extra"));
    return new Tokens(new OAuth(settings, wire, mask, clock), clock);
  }

  private URI endpoint() {
    String text = config.string("tokenUrl");
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text: it may hold a secret.
    }
    throw config.error("tokenUrl", "'tokenUrl' must be an address such as https://host/token");
  }

  private Grant grant() {
    String name = config.optionalString("grant").orElse("client-credentials").replace('_', '-');
    return switch (name) {
      case "client-credentials" -> {
        Secret.of(config, "clientSecret", mask);
        yield new Grant.ClientCredentials();
      }
      case "refresh-token" -> new Grant.Refresh(Secret.of(config, "refreshToken", mask));
      case "jwt-bearer" -> new Grant.Assertion(signed("privateKey", Jwt.Algorithm.RS256));
      default ->
          throw config.error(
              "grant", "'grant' is 'client-credentials', 'refresh-token' or 'jwt-bearer'");
    };
  }

  /** Signs its own tokens, and shows them to the API itself. */
  private Credentials jwt() {
    config.allow("type", "algorithm", "key", "keyId", "claims", "lifetime");
    Jwt jwt = signed("key", Jwt.Algorithm.HS256);
    return new Tokens(() -> new Token(jwt.sign(), Optional.of(jwt.lifetime())), clock);
  }

  private Jwt signed(String keySetting, Jwt.Algorithm usual) {
    Duration lifetime = config.duration("lifetime").orElse(USUAL_LIFETIME);
    if (lifetime.toSeconds() < 1) {
      throw config.error("lifetime", "'lifetime' must be at least 1s, not " + lifetime);
    }
    return new Jwt(
        config.oneOf("algorithm", Jwt.Algorithm.class, usual),
        Secret.of(config, keySetting, mask),
        config.optionalString("keyId"),
        Map.copyOf(texts("claims")),
        lifetime,
        clock,
        mask);
  }

  private Map<String, String> texts(String setting) {
    var texts = new LinkedHashMap<String, String>();
    config
        .optionalSection(setting)
        .ifPresent(
            section -> section.names().forEach(name -> texts.put(name, section.string(name))));
    return texts;
  }
}
