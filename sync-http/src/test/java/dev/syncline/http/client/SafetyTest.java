package dev.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests and credentials must not go. */
class SafetyTest {
  private final SimulatedApi api = new SimulatedApi();
  private final SimulatedApi other = new SimulatedApi();
  private final TestClock clock = TestClock.create();

  @AfterEach
  void stop() {
    api.close();
    other.close();
  }

  private ApiClient client(String url, Object... more) {
    var config = new LinkedHashMap<String, Object>();
    config.put("url", url);
    config.put("auth", Map.of("type", "bearer", "token", "the-secret-token"));
    config.put("headers", Map.of("X-Tenant", "acme"));
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return new ApiClient(ComponentConfig.of(config), clock, clock::advance);
  }

  private static Reply send(ApiClient client, ApiRequest request) {
    assertThat(client.await(Duration.ZERO).now()).isTrue();
    Reply reply = client.send(request, ResponseFilters.NONE, new Cancellation());
    if (reply instanceof Reply.Success success) {
      success.answer().close();
    }
    return reply;
  }

  private static ApiRequest get(String path) {
    return ApiRequest.of("GET", path);
  }

  private static Told redirect(String to) {
    return Told.of(302, "").header("Location", to);
  }

  @Test
  void aRedirectWithinTheOriginIsFollowedWithCredentials() {
    api.route("/new", asked -> Told.json(List.of()));
    api.next(redirect("/new?x=1"));
    assertThat(send(client(api.url()), get("/old"))).isInstanceOf(Reply.Success.class);
    Asked second = api.log().get(1);
    assertThat(second.headers()).containsEntry("authorization", "Bearer the-secret-token");
    assertThat(second.query()).containsEntry("x", "1");
  }

  @Test
  void aRedirectToAnotherOriginIsNotFollowed() {
    for (String to : List.of(other.url() + "/x", "https://localhost/x", "//127.0.0.1/x")) {
      api.next(redirect(to));
      assertThatThrownBy(() -> send(client(api.url()), get("/old")))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("not followed");
    }
    assertThat(other.log()).isEmpty();
  }

  @Test
  void aListedOriginGetsNoCredentials() {
    other.route("/", asked -> Told.json(List.of()));
    api.next(redirect(other.url() + "/file"));
    var client = client(api.url(), "origins", List.of(other.url()), "privateAddresses", true);
    assertThat(send(client, get("/old"))).isInstanceOf(Reply.Success.class);
    assertThat(other.log()).hasSize(1);
    assertThat(other.log().get(0).headers()).doesNotContainKeys("authorization", "x-tenant");
  }

  @Test
  void aListedOriginInAPrivateNetworkIsNotAsked() {
    api.next(redirect(other.url() + "/file"));
    var client = client(api.url(), "origins", List.of(other.url()));
    assertThatThrownBy(() -> send(client, get("/old")))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("private network");
    assertThat(other.log()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "224.0.0.1",
        "0.1.2.3",
        "::ffff:10.0.0.1"
      })
  void privateAddressesAreKnown(String address) throws IOException {
    assertThat(Origins.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111"})
  void publicAddressesAreKnown(String address) throws IOException {
    assertThat(Origins.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void aLinkToAnotherOriginIsNotFollowedWhoeverGivesIt() {
    for (String link :
        List.of(
            other.url() + "/next",
            "ftp://localhost/x",
            "file:///etc/passwd",
            "http://user@" + URI.create(api.url()).getAuthority() + "/x")) {
      var request = get("/x").at(URI.create(link));
      assertThatThrownBy(() -> send(client(api.url()), request))
          .as(link)
          .isInstanceOf(PermanentException.class);
    }
    assertThat(other.log()).isEmpty();
    assertThat(api.log()).isEmpty();
  }

  @Test
  void redirectsDoNotGoOnForEver() {
    api.route("/round", asked -> redirect("/round"));
    assertThatThrownBy(() -> send(client(api.url()), get("/round")))
        .hasMessageContaining("redirected more than 5 times");
  }

  @Test
  void aWriteIsNotSentToWhereARedirectLeads() {
    api.next(redirect("/elsewhere"));
    Reply reply = send(client(api.url()), ApiRequest.of("POST", "/people").body("{}"));
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(api.log()).hasSize(1);
  }

  @Test
  void anAddressThatIsNotEncryptedIsRefusedUnlessAllowed() {
    assertThatThrownBy(() -> client("http://api.example.com"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not encrypted");
    client("http://api.example.com", "plaintext", true);
    assertThatThrownBy(() -> client("https://me:pw@api.example.com"))
        .hasMessageContaining("must not hold a password")
        .hasMessageNotContaining("pw@");
    assertThatThrownBy(() -> client("ftp://x")).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void secretsAreTakenOutOfWhatTheServerSays() {
    api.next(Told.of(400, "{\"error\": \"bad token the-secret-token\"}"));
    Reply reply = send(client(api.url()), get("/x?token=the-secret-token"));
    assertThat(((Reply.Refused) reply).reason())
        .contains("bad token ***")
        .doesNotContain("the-secret-token")
        .contains("GET http://localhost");
  }

  @Test
  void requestsGoThroughAProxy() {
    other.route("http", asked -> Told.json(List.of())).route("/", asked -> Told.json(List.of()));
    var client =
        client(
            "http://api.example.com",
            "plaintext",
            true,
            "proxy",
            Map.of("host", "localhost", "port", URI.create(other.url()).getPort()));
    assertThat(send(client, get("/through"))).isInstanceOf(Reply.Success.class);
    assertThat(other.log().get(0).headers()).containsEntry("host", "api.example.com");
  }

  @Test
  void aCertificateIsCheckedAndOnesOwnMayBeTrusted(@TempDir Path dir) throws Exception {
    Path store = dir.resolve("server.p12");
    Path certificate = dir.resolve("server.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "s",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "s",
        "-file",
        certificate.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    HttpsServer server = secure(store);
    String url = "https://localhost:" + server.getAddress().getPort();
    try {
      assertThatThrownBy(() -> send(client(url), get("/")))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("no secure connection");
      assertThat(client(url).check().ok()).isFalse();
      var trusting = Map.of("path", certificate.toString());
      assertThat(send(client(url, "trustStore", trusting), get("/")))
          .isInstanceOf(Reply.Success.class);
      var withPassword = Map.of("path", store.toString(), "password", "changeit");
      assertThatThrownBy(
              () -> client(url, "trustStore", Map.of("path", dir.resolve("none").toString())))
          .isInstanceOf(ConfigurationException.class);
      assertThat(Files.exists(store)).isTrue();
      assertThat(client(url, "trustStore", withPassword)).isNotNull();
    } finally {
      server.stop(0);
    }
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static HttpsServer secure(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aSecretThatNoHeaderCanCarryIsNotShown() {
    var auth = Map.of("type", "bearer", "token", "abcdefgh\u200bijklmnop");
    var client = client(api.url(), "auth", auth);
    assertThatThrownBy(() -> send(client, get("/x")))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'token'")
        .satisfies(error -> assertThat(printed(error)).doesNotContain("abcdefgh"));
    var headers = client(api.url(), "headers", Map.of("X-Key", "abcdefgh\u0416"));
    assertThatThrownBy(() -> send(headers, get("/x")))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'X-Key'")
        .satisfies(error -> assertThat(printed(error)).doesNotContain("abcdefgh"));
    assertThat(api.log()).isEmpty();
  }

  private static String printed(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void aRedirectNeedsNoSecondPlaceInTheThrottle() {
    api.route("/new", asked -> Told.json(List.of()));
    var alone = client(api.url(), "throttle", Map.of("concurrent", 1));
    for (int i = 0; i < 2; i++) {
      api.next(redirect("/new"));
      assertThat(send(alone, get("/old"))).isInstanceOf(Reply.Success.class);
    }
    var slow = client(api.url(), "throttle", Map.of("requestsPerSecond", 1, "burst", 1));
    api.next(redirect("/new"));
    assertThat(send(slow, get("/old"))).isInstanceOf(Reply.Success.class);
  }

  @Test
  void aRedirectThatHasNoTurnInTimeGivesItsPlaceBackOnce() {
    api.route("/new", asked -> Told.json(List.of()));
    var throttle = Map.of("requestsPerSecond", 0.02, "burst", 1, "concurrent", 1);
    var client = client(api.url(), "throttle", throttle);
    api.next(redirect("/new"));
    Reply reply = send(client, get("/old"));
    assertThat(reply)
        .isInstanceOfSatisfying(Reply.RateLimited.class, r -> assertThat(r.delay()).isPresent());
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.await(Duration.ZERO).now()).as("the place is free").isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.await(Duration.ZERO).now()).as("and there is only one").isFalse();
  }
}
