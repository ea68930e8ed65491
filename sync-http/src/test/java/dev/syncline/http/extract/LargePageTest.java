package dev.syncline.http.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page of 1 GiB, twice the heap of the tests, is read record by record. */
class LargePageTest {
  private static final long PAGE = 1L << 30;
  private static final String FILL = "x".repeat(20_000);

  private HttpServer server;
  private long sent;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            out.write("{\"data\": [".getBytes(StandardCharsets.US_ASCII));
            for (int id = 0; sent < PAGE; id++) {
              String record =
                  (id == 0 ? "" : ",") + "{\"id\": " + id + ", \"t\": \"" + FILL + "\"}";
              out.write(record.getBytes(StandardCharsets.US_ASCII));
              sent += record.length();
            }
            out.write("]}".getBytes(StandardCharsets.US_ASCII));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void doesNotHaveToFitIntoTheHeap() {
    assertThat(Runtime.getRuntime().maxMemory()).as("the heap").isLessThan(PAGE);
    var reader =
        new Reader(
            "http://localhost:" + server.getAddress().getPort(),
            Map.of("path", "/", "records", "data", "pagination", "none"));
    long rows = 0;
    try (Extraction extraction = reader.extractor.open(Reader.everything())) {
      Poll poll = extraction.next(Duration.ofSeconds(1));
      for (; poll instanceof Poll.Batch batch; poll = extraction.next(Duration.ofSeconds(1))) {
        rows += batch.records().size();
      }
      assertThat(poll).isInstanceOf(Poll.End.class);
      assertThat(((Poll.End) poll).complete()).isTrue();
      assertThat(extraction.metrics().bytesRead()).isGreaterThan(PAGE);
    }
    assertThat(rows).isGreaterThan(PAGE / (FILL.length() + 40));
  }
}
