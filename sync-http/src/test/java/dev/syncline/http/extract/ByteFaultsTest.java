package dev.syncline.http.extract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that go wrong byte by byte: never taken for the end, never waited for without end. */
@Timeout(30)
class ByteFaultsTest {
  private static final String FIRST = "{\"rows\": [{\"id\": 1}, {\"id\": 2}], \"next\": \"b\"}";
  private static final String SECOND = "{\"rows\": [{\"id\": 3}], \"next\": null}";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Reader reader(Map<String, Object> connection) {
    return reader(server.baseUrl(), connection);
  }

  private static Reader reader(String url, Map<String, Object> connection) {
    return new Reader(
        url,
        connection,
        Map.of(
            "path", "/list",
            "records", "rows",
            "pagination", Map.of("type", "cursor", "path", "next", "param", "c")));
  }

  /** The first page is good; the second is bad once. */
  private void secondPage(ResponseDefinitionBuilder bad) {
    server.stubFor(get(urlPathEqualTo("/list")).willReturn(aResponse().withBody(FIRST)));
    server.stubFor(
        get(urlPathEqualTo("/list"))
            .withQueryParam("c", equalTo("b"))
            .inScenario("once")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(bad)
            .willSetStateTo("good"));
    server.stubFor(
        get(urlPathEqualTo("/list"))
            .withQueryParam("c", equalTo("b"))
            .inScenario("once")
            .whenScenarioStateIs("good")
            .willReturn(aResponse().withBody(SECOND)));
  }

  private void readsOn(Reader reader) {
    readsAll(reader);
    assertThat(reader.others).hasSize(1).first().isInstanceOf(Poll.Retry.class);
  }

  private static void readsAll(Reader reader) {
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).containsExactly(1L, 2L, 3L);
    assertThat(end.complete()).isTrue();
  }

  /** The JDK's client sends a GET again by itself if a connection that was used before is gone. */
  @Test
  void aConnectionThatIsGoneCostsNothing() {
    for (Fault fault : new Fault[] {Fault.CONNECTION_RESET_BY_PEER, Fault.EMPTY_RESPONSE}) {
      server.resetAll();
      secondPage(aResponse().withFault(fault));
      readsAll(reader(Map.of()));
    }
  }

  @Test
  void garbageInTheMiddleIsTriedAgain() {
    secondPage(aResponse().withBody(SECOND).withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    readsOn(reader(Map.of()));
  }

  @Test
  void anAnswerThatDripsIsGivenUpInTime() {
    secondPage(aResponse().withBody(SECOND).withChunkedDribbleDelay(10, 60_000));
    readsOn(reader(Map.of("timeout", "700ms")));
  }

  @Test
  void anAnswerThatNeverBeginsIsGivenUpInTime() {
    secondPage(aResponse().withBody(SECOND).withFixedDelay(60_000));
    readsOn(reader(Map.of("timeout", "500ms")));
  }

  @Test
  void truncatedJsonIsTriedAgain() {
    secondPage(aResponse().withBody(SECOND.substring(0, 20)));
    readsOn(reader(Map.of()));
  }

  @Test
  void aPageOfAnErrorIsTriedAgain() {
    secondPage(aResponse().withStatus(503).withBody("<html>upstream</html>"));
    readsOn(reader(Map.of()));
  }

  @Test
  void aPageThatIsNoJsonEndsTheRun() {
    secondPage(aResponse().withBody("<html>please log in</html>"));
    var reader = reader(Map.of());
    assertThatThrownBy(reader::readAll)
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("did not answer JSON");
  }

  @Test
  void anAnswerThatIsTooLargeEndsTheRunAlsoWhenItIsPacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("{\"rows\": [{\"id\": 1, \"x\": \"".getBytes(US_ASCII));
      out.write("0".repeat(5_000_000).getBytes(US_ASCII));
      out.write("\"}]}".getBytes(US_ASCII));
    }
    assertThat(packed.size()).isLessThan(100_000);
    secondPage(aResponse().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));
    var reader = reader(Map.of("maxResponseBytes", 1_000_000));
    assertThatThrownBy(reader::readAll)
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'maxResponseBytes'");
  }

  @Test
  void anAnswerShorterThanItsContentLengthIsTriedAgainAndNeverTheEnd() throws Exception {
    try (var raw = new ServerSocket(0)) {
      CompletableFuture.runAsync(
          () -> {
            answer(raw, FIRST, FIRST.length());
            answer(raw, SECOND, SECOND.length() + 40);
            answer(raw, SECOND, SECOND.length());
          });
      readsOn(reader("http://localhost:" + raw.getLocalPort(), Map.of()));
    }
  }

  private static void answer(ServerSocket server, String body, int length) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[10_000]);
      String head =
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(US_ASCII));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFaultBeforeAnythingWasReadLetsTheEngineOpenAnotherReading() {
    server.stubFor(
        get(urlPathEqualTo("/list"))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    var reader = reader(Map.of());
    assertThatThrownBy(reader::readAll)
        .isInstanceOf(RetryableException.class)
        .hasMessageContaining("/list has no answer");
  }

  @Test
  void aReadingThatWaitsCanBeCancelled() throws Exception {
    secondPage(aResponse().withBody(SECOND).withChunkedDribbleDelay(10, 60_000));
    var reader = reader(Map.of("timeout", "1h"));
    try (Extraction extraction = reader.extractor.open(Reader.everything())) {
      var waiting = CompletableFuture.supplyAsync(() -> rest(reader, extraction));
      while (!waiting.isDone()) {
        ((CancelsReading) reader.extractor).cancelReading();
        Thread.onSpinWait();
      }
      assertThat(waiting.get()).isInstanceOf(Poll.Retry.class);
    }
  }

  private static Poll rest(Reader reader, Extraction extraction) {
    while (true) {
      Poll poll;
      try {
        poll = extraction.next(Duration.ofSeconds(1));
      } catch (RetryableException e) {
        return new Poll.Retry("before the first", Optional.empty());
      }
      if (!(poll instanceof Poll.Batch)) {
        return poll;
      }
      reader.take(poll);
    }
  }
}
