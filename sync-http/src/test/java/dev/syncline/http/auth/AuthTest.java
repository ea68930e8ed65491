package dev.syncline.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.SecretProvider;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Reply;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials on requests, and tokens that are renewed. */
class AuthTest {
  private static final Cancellation NOBODY = new Cancellation();

  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();
  private final AtomicInteger issued = new AtomicInteger();
  private volatile String good = "token-1";

  @AfterEach
  void stop() {
    api.close();
  }

  private ApiClient client(Map<String, Object> auth) {
    api.route(
        "/things",
        asked ->
            asked.headers().getOrDefault("authorization", "").equals("Bearer " + good)
                ? Told.json(List.of())
                : Told.of(401, "{\"error\": \"no\"}"));
    api.route("/token", this::token);
    return new ApiClient(
        ComponentConfig.of(Map.of("url", api.url(), "auth", auth)), clock, clock::advance);
  }

  private Told token(Asked asked) {
    good = "token-" + issued.incrementAndGet();
    return Told.json(Map.of("access_token", good, "expires_in", 3600, "token_type", "Bearer"));
  }

  private static Reply get(ApiClient client) {
    assertThat(client.await(Duration.ZERO).now()).isTrue();
    Reply reply = client.send(ApiRequest.of("GET", "/things"), ResponseFilters.NONE, NOBODY);
    if (reply instanceof Reply.Success success) {
      success.answer().close();
    }
    return reply;
  }

  private Asked last() {
    return api.log().get(api.log().size() - 1);
  }

  private Map<String, Object> oauth(Object... more) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("type", "oauth2");
    settings.put("tokenUrl", api.url() + "/token");
    settings.put("clientId", "me");
    settings.put("clientSecret", "s3cr/t +");
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void keysGoWhereTheyBelong() {
    good = "abcd";
    assertThat(get(client(Map.of("type", "bearer", "token", "abcd"))))
        .isInstanceOf(Reply.Success.class);
    var header = client(Map.of("type", "api-key", "name", "X-Key", "key", "kkkk"));
    assertThatThrownBy(() -> get(header)).isInstanceOf(PermanentException.class);
    assertThat(last().headers()).containsEntry("x-key", "kkkk");
    var query = client(Map.of("type", "api-key", "name", "key", "key", "k&k =", "in", "query"));
    assertThatThrownBy(() -> get(query))
        .hasMessageContaining("/things answered with status 401")
        .hasMessageNotContaining("k&k");
    assertThat(last().query()).containsEntry("key", "k&k =");
    var basic = client(Map.of("type", "basic", "user", "ada", "password", "pass:word"));
    assertThatThrownBy(() -> get(basic)).isInstanceOf(PermanentException.class);
    assertThat(last().headers().get("authorization"))
        .isEqualTo("Basic " + Base64.getEncoder().encodeToString("ada:pass:word".getBytes(UTF_8)));
  }

  @Test
  void aTokenIsFetchedOnceAndUsedUntilShortlyBeforeItsEnd() {
    var client =
        client(oauth("scopes", List.of("read", "write"), "extra", Map.of("audience", "x")));
    get(client);
    Asked asked = api.log().get(0);
    assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=read+write&audience=x");
    assertThat(asked.headers().get("authorization"))
        .isEqualTo(
            "Basic " + Base64.getEncoder().encodeToString("me:s3cr%2Ft+%2B".getBytes(UTF_8)));
    clock.advance(Duration.ofMinutes(58));
    get(client);
    assertThat(issued).hasValue(1);
    clock.advance(Duration.ofMinutes(2));
    assertThat(get(client)).isInstanceOf(Reply.Success.class);
    assertThat(issued).hasValue(2);
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnce() {
    var client = client(oauth("clientAuth", "body"));
    get(client);
    assertThat(api.log().get(0).body()).contains("client_id=me").contains("client_secret=s3cr%2Ft");
    good = "revoked";
    assertThat(get(client)).isInstanceOf(Reply.Success.class);
    assertThat(issued).hasValue(2);
    api.route("/things", asked -> Told.of(401, ""));
    assertThatThrownBy(() -> get(client))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("does not accept the credentials");
    assertThat(issued).as("renewed once, not for ever").hasValue(3);
  }

  @Test
  void manyWhoNeedATokenAtOnceGetOne() throws Exception {
    var client = client(oauth());
    var slow = new CountDownLatch(1);
    api.next(
        asked -> {
          try {
            slow.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        });
    var threads = Executors.newFixedThreadPool(8);
    try {
      var replies = new ArrayList<Future<Reply>>();
      for (int i = 0; i < 8; i++) {
        replies.add(threads.submit(() -> get(client)));
      }
      slow.countDown();
      for (Future<Reply> reply : replies) {
        assertThat(reply.get()).isInstanceOf(Reply.Success.class);
      }
      assertThat(issued).hasValue(1);
      good = "revoked";
      replies.clear();
      var together = new CountDownLatch(8);
      for (int i = 0; i < 8; i++) {
        replies.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return get(client);
                }));
      }
      for (Future<Reply> reply : replies) {
        assertThat(reply.get()).isInstanceOf(Reply.Success.class);
      }
      assertThat(issued).as("eight were refused, one renewed").hasValue(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRefreshTokenThatIsReplacedIsReplaced() {
    var client = client(oauth("grant", "refresh-token", "refreshToken", "first-refresh"));
    api.next(
        Told.json(
            Map.of(
                "access_token", "token-0", "refresh_token", "second-refresh", "expires_in", 100)));
    good = "token-0";
    get(client);
    assertThat(api.log().get(0).body())
        .startsWith("grant_type=refresh_token&refresh_token=first-refresh");
    clock.advance(Duration.ofSeconds(100));
    get(client);
    assertThat(api.log().get(2).body()).contains("refresh_token=second-refresh");
  }

  @Test
  void aTokenEndpointThatRefusesIsNamedWithoutTheSecret() {
    var client = client(oauth());
    api.next(Told.of(400, "{\"error\": \"invalid_client s3cr/t +\"}"));
    assertThatThrownBy(() -> get(client))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("gives no token: status 400, invalid_client ***");
  }

  @Test
  void aTokenEndpointThatIsAwayPutsTheRequestOff() {
    var client = client(oauth());
    api.next(Told.of(503, "").header("Retry-After", "17"));
    Reply reply = get(client);
    assertThat(reply).isInstanceOf(Reply.RateLimited.class);
    assertThat(((Reply.RateLimited) reply).delay()).contains(Duration.ofSeconds(17));
    assertThat(get(client)).isInstanceOf(Reply.Success.class);
  }

  @Test
  void anAssertionIsSignedWithOurKey() throws GeneralSecurityException {
    for (String algorithm : List.of("RS256", "ES256")) {
      KeyPair keys =
          KeyPairGenerator.getInstance(algorithm.equals("RS256") ? "RSA" : "EC").genKeyPair();
      if (algorithm.equals("ES256")) {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        keys = generator.genKeyPair();
      }
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n";
      var client =
          client(
              Map.of(
                  "type",
                  "oauth2",
                  "grant",
                  "jwt-bearer",
                  "tokenUrl",
                  api.url() + "/token",
                  "algorithm",
                  algorithm,
                  "privateKey",
                  pem,
                  "keyId",
                  "k1",
                  "claims",
                  Map.of("iss", "me", "aud", "them")));
      get(client);
      String body = api.log().get(api.log().size() - 2).body();
      String[] jwt = body.substring(body.indexOf("assertion=") + 10).split("\\.");
      assertThat(decoded(jwt[0])).containsEntry("alg", algorithm).containsEntry("kid", "k1");
      assertThat(decoded(jwt[1]))
          .containsEntry("iss", "me")
          .containsEntry("exp", clock.instant().getEpochSecond() + 300);
      var signature =
          Signature.getInstance(
              algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
      signature.initVerify(keys.getPublic());
      signature.update((jwt[0] + "." + jwt[1]).getBytes(UTF_8));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> decoded(String part) {
    return (Map<String, Object>)
        JsonPath.ROOT.in(
            JsonText.read(new String(Base64.getUrlDecoder().decode(part), UTF_8)).get());
  }

  @Test
  void aTokenOfOurOwnIsMadeAnewBeforeItEnds() {
    var client =
        client(
            Map.of(
                "type",
                "jwt",
                "key",
                "a-shared-secret",
                "lifetime",
                "2m",
                "claims",
                Map.of("sub", "me")));
    api.route("/things", asked -> Told.json(List.of()));
    get(client);
    String first = last().headers().get("authorization");
    clock.advance(Duration.ofSeconds(80));
    get(client);
    assertThat(last().headers().get("authorization")).isEqualTo(first);
    clock.advance(Duration.ofSeconds(11));
    get(client);
    assertThat(last().headers().get("authorization")).isNotEqualTo(first).startsWith("Bearer ey");
  }

  @Test
  void aKeyThatIsNoneIsNotQuoted() {
    var client = client(Map.of("type", "jwt", "algorithm", "RS256", "key", "not-a-key-but-secret"));
    assertThatThrownBy(() -> get(client))
        .hasMessageContaining("PKCS #8")
        .hasMessageNotContaining("not-a-key")
        .hasNoCause();
  }

  @Test
  void aSecretInAFileMayBeRotated(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("token");
    Files.writeString(file, "old-token\n");
    good = "old-token";
    var client =
        client(
            Map.of("type", "bearer", "token", Map.of("provider", "file", "name", file.toString())));
    assertThat(get(client)).isInstanceOf(Reply.Success.class);
    api.next(
        asked -> {
          good = "new-token";
          try {
            Files.writeString(file, "new-token\n");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return Optional.empty();
        });
    assertThat(get(client)).as("refused, read again, taken").isInstanceOf(Reply.Success.class);
  }

  @Test
  void aSecretMayComeFromAProviderOfOnesOwn() {
    good = "secret of crm/token";
    var token = Map.of("provider", "shelf", "name", "crm/token");
    assertThat(get(client(Map.of("type", "bearer", "token", token))))
        .isInstanceOf(Reply.Success.class);
    var unknown =
        client(Map.of("type", "bearer", "token", Map.of("provider", "shelf", "name", "x")));
    assertThatThrownBy(() -> get(unknown)).hasMessageContaining("no secret 'x' on the shelf");
  }

  /** Found through {@link java.util.ServiceLoader}. */
  public static final class Shelf implements SecretProvider {
    @Override
    public String type() {
      return "shelf";
    }

    @Override
    public String secret(String name) {
      if (name.equals("x")) {
        throw new PermanentException("there is no secret 'x' on the shelf");
      }
      return "secret of " + name;
    }
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> client(Map.of("type", "beerer", "token", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "auth.type: there is no authentication 'beerer'; did you mean 'bearer'?");
    assertThatThrownBy(() -> client(Map.of("type", "bearer")))
        .hasMessageContaining("'token' is missing");
    assertThatThrownBy(
            () -> client(Map.of("type", "bearer", "token", Map.of("provider", "fil", "name", "x"))))
        .hasMessageContaining("did you mean 'file'?");
    var broken = client(Map.of("type", "bearer", "token", "line\nbreak"));
    assertThatThrownBy(() -> get(broken))
        .hasMessageContaining("a line break")
        .hasMessageNotContaining("line\nbreak");
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsNotShown() {
    var client = client(oauth());
    api.route("/token", asked -> Told.json(Map.of("access_token", "issued\u200btoken")));
    assertThatThrownBy(() -> get(client))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'Authorization'")
        .hasNoCause()
        .hasMessageNotContaining("issued");
  }

  @Test
  void aPasswordMayHoldAnyLetter() {
    var basic = client(Map.of("type", "basic", "user", "ada", "password", "\u0416\u20ac"));
    assertThatThrownBy(() -> get(basic)).hasMessageContaining("401");
    assertThat(last().headers().get("authorization"))
        .isEqualTo(
            "Basic " + Base64.getEncoder().encodeToString("ada:\u0416\u20ac".getBytes(UTF_8)));
  }

  @Test
  void theNewestTokensAndAllSecretsAreMaskedHoweverManyThereWere() {
    var mask = new SecretMask();
    mask.add("the-configured-secret");
    mask.addToken("the-configured-secret");
    for (int i = 0; i < 200; i++) {
      mask.addToken("token-" + i + "-end");
    }
    assertThat(mask.in("token-199-end and the-configured-secret")).isEqualTo("*** and ***");
    assertThat(mask.in("token-1-end")).as("long expired").isEqualTo("token-1-end");
  }

  @Test
  void aRefreshTokenIsMaskedAsLongAsItIsInUse() {
    var client = client(oauth("grant", "refresh-token", "refreshToken", "first-refresh"));
    api.route(
        "/token",
        asked -> {
          var told = new LinkedHashMap<String, Object>();
          told.put("access_token", "token-" + issued.incrementAndGet());
          told.put("expires_in", 0);
          if (asked.body().contains("first-refresh")) {
            told.put("refresh_token", "second-refresh");
          }
          return Told.json(told);
        });
    api.route("/things", asked -> Told.of(400, "not with second-refresh"));
    for (int i = 0; i < 150; i++) {
      assertThat(((Reply.Refused) get(client)).reason()).contains("not with ***");
    }
    assertThat(issued).hasValue(150);
  }
}
