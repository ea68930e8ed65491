package dev.syncline.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.auth.Credentials.Proof;
import dev.syncline.http.auth.OAuth.Grant;
import dev.syncline.http.auth.Tokens.Token;
import dev.syncline.http.secret.Secret;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code auth} of a connection. */
public final class CredentialSettings {
  private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
  private static final List<String> TYPES =
      List.of("none", "bearer", "api-key", "basic", "oauth2", "jwt");

  /** What may be said; which of it belongs to which type is said when it is read. */
  public static final Options OPTIONS =
      Options.of(
          Option.required(
              "type",
              Shape.words(
                  "none",
                  "bearer",
                  "api-key",
                  "basic",
                  "http-basic",
                  "oauth2",
                  "oauth2-client-credentials",
                  "jwt"),
              "how the API knows us"),
          Option.of("token", Secret.SHAPE, "bearer: the token"),
          Option.of("name", Shape.TEXT, "api-key: the header, or the parameter"),
          Option.of("key", Secret.SHAPE, "api-key: the key; jwt: what signs the tokens"),
          Option.of("in", Shape.words("header", "query"), "header", "api-key: where it stands"),
          Option.of("prefix", Shape.TEXT, "api-key: what stands before the key"),
          Option.of("user", Shape.TEXT, "basic: the user"),
          Option.of("password", Secret.SHAPE, "basic: the password"),
          Option.of("tokenUrl", Shape.TEXT, "oauth2: where tokens come from"),
          Option.of(
              "grant",
              Shape.words("client-credentials", "refresh-token", "jwt-bearer"),
              "client-credentials",
              "oauth2: what a token is given for"),
          Option.of("clientId", Shape.TEXT, "oauth2: who we are"),
          Option.of("clientSecret", Secret.SHAPE, "oauth2: what proves it"),
          Option.of(
              "clientAuth",
              Shape.words("header", "body"),
              "header",
              "oauth2: where id and secret stand"),
          Option.of("refreshToken", Secret.SHAPE, "oauth2: the token that gets others"),
          Option.of("scopes", Shape.TEXTS, "oauth2: what is asked for"),
          Option.of(
              "extra",
              Shape.table("parameter", Shape.TEXT),
              "oauth2: more parameters for the token endpoint"),
          Option.of(
              "algorithm",
              Shape.words(algorithms()),
              "HS256; RS256 for oauth2",
              "jwt, jwt-bearer: how tokens are signed"),
          Option.of("privateKey", Secret.SHAPE, "oauth2 with jwt-bearer: what signs the tokens"),
          Option.of("keyId", Shape.TEXT, "jwt, jwt-bearer: the 'kid' of the tokens"),
          Option.of(
              "claims", Shape.table("claim", Shape.TEXT), "jwt, jwt-bearer: what the tokens say"),
          Option.of("lifetime", Shape.DURATION, "5m", "jwt, jwt-bearer: how long a token holds"));

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

  private static String[] algorithms() {
    return Arrays.stream(Jwt.Algorithm.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
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
    String type = word("type", "");
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

  /** In any case, as everywhere in a configuration. */
  private String word(String setting, String usual) {
    String word =
        usual.isEmpty() ? config.string(setting) : config.optionalString(setting).orElse(usual);
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
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
    return switch (word("in", "header")) {
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
    String in = word("clientAuth", "header");
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
    String name = word("grant", "client-credentials");
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
