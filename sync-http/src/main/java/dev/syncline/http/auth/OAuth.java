package dev.syncline.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.http.auth.Tokens.Issuer;
import dev.syncline.http.auth.Tokens.Token;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.limit.AskedDelay;
import dev.syncline.http.secret.Secret;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.http.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens from a token endpoint (RFC 6749): for client credentials, for a refresh token, or for
 * a signed assertion (RFC 7523). A refresh token that the server replaces is replaced.
 *
 * <p>{@link Tokens} sees to it that one thread at a time asks.
 */
final class OAuth implements Issuer {
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final Settings settings;
  private final Wire wire;
  private final SecretMask mask;
  private final Clock clock;
  private @Nullable String refreshToken;

  /**
   * How tokens are asked for.
   *
   * @param endpoint where
   * @param grant by what
   * @param clientId who asks; empty if the grant says it
   * @param clientSecret proves it
   * @param inBody whether id and secret go into the form instead of a header
   * @param scope what for
   * @param extra more form fields
   */
  record Settings(
      URI endpoint,
      Grant grant,
      Optional<String> clientId,
      Optional<Secret> clientSecret,
      boolean inBody,
      Optional<String> scope,
      Map<String, String> extra) {}

  /** What is given for a token. */
  sealed interface Grant {
    /** The client's own name and secret. */
    record ClientCredentials() implements Grant {}

    /** A token that is good for getting tokens. */
    record Refresh(Secret token) implements Grant {}

    /** A text signed with a private key. */
    record Assertion(Jwt jwt) implements Grant {}
  }

  OAuth(Settings settings, Wire wire, SecretMask mask, Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.mask = mask;
    this.clock = clock;
  }

  @Override
  public Token issue() {
    var request =
        HttpRequest.newBuilder(settings.endpoint())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (!settings.inBody() && settings.clientSecret().isPresent()) {
      request.header("Authorization", basic(settings.clientSecret().get()));
    }
    request.POST(BodyPublishers.ofString(encoded(form())));
    try (Answer answer = wire.send(request.build(), wire.timeout(), new Cancellation())) {
      return token(answer, answer.text(LARGEST_ANSWER));
    } catch (Wire.Untrusted e) {
      throw new PermanentException(place() + " cannot be trusted: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RetryableException(place() + " does not answer: " + e.getMessage(), e);
    }
  }

  private String basic(Secret secret) {
    String pair =
        URLEncoder.encode(settings.clientId().orElse(""), UTF_8)
            + ":"
            + URLEncoder.encode(secret.reveal(), UTF_8);
    String text = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    mask.addToken(text);
    return "Basic " + text;
  }

  private Map<String, String> form() {
    var form = new LinkedHashMap<String, String>();
    if (settings.grant() instanceof Grant.Refresh refresh) {
      form.put("grant_type", "refresh_token");
      form.put("refresh_token", refreshToken == null ? refresh.token().reveal() : refreshToken);
    } else if (settings.grant() instanceof Grant.Assertion assertion) {
      form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      form.put("assertion", assertion.jwt().sign());
    } else {
      form.put("grant_type", "client_credentials");
    }
    settings.scope().ifPresent(scope -> form.put("scope", scope));
    if (settings.inBody() || settings.clientSecret().isEmpty()) {
      settings.clientId().ifPresent(id -> form.put("client_id", id));
      settings.clientSecret().ifPresent(secret -> form.put("client_secret", secret.reveal()));
    }
    form.putAll(settings.extra());
    return form;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Token token(Answer answer, String text) {
    Optional<Object> document = JsonText.read(text);
    if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
      String message = place() + " answers with status " + answer.status();
      throw RetryableException.of(message, AskedDelay.of(answer.headers(), clock.instant()));
    }
    Object token = document.map(JsonPath.of("access_token")::in).orElse(null);
    if (answer.status() / 100 != 2 || token == null) {
      Object error = document.map(JsonPath.of("error")::in).orElse(null);
      throw new PermanentException(
          place()
              + " gives no token: status "
              + answer.status()
              + (error == null ? "" : ", " + mask.in(String.valueOf(error)))
              + "; check the credentials of the connection");
    }
    mask.addToken(token.toString());
    Object replaced = document.map(JsonPath.of("refresh_token")::in).orElse(null);
    if (replaced != null && settings.grant() instanceof Grant.Refresh) {
      refreshToken = replaced.toString();
    }
    if (refreshToken != null) {
      // As long as it is in use, it is not the oldest.
      mask.addToken(refreshToken);
    }
    return new Token(token.toString(), lifetime(document));
  }

  private static Optional<Duration> lifetime(Optional<Object> document) {
    Object seconds = document.map(JsonPath.of("expires_in")::in).orElse(null);
    try {
      return seconds == null
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds((long) Double.parseDouble(seconds.toString())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String place() {
    return "the token endpoint " + settings.endpoint().getHost() + settings.endpoint().getPath();
  }
}
