package dev.syncline.http.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stoplight's Prism, a mock server that knows an OpenAPI document and nothing else: it answers the
 * document's examples, and refuses requests that the document does not allow. Comes from npm, by
 * its ordinary client.
 */
final class Prism implements AutoCloseable {
  private static final String PACKAGE = "@stoplight/prism-cli@5.14.2";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final int port;

  private Prism(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Why it cannot be started here; empty if it can. */
  static Optional<String> missing() {
    try {
      Process version = new ProcessBuilder("npx", "--version").redirectErrorStream(true).start();
      try (InputStream out = version.getInputStream()) {
        out.readAllBytes();
      }
      return version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0
          ? Optional.empty()
          : Optional.of("npx does not work");
    } catch (IOException e) {
      return Optional.of("there is no Node.js with npx on the path");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** A server for a document; waits until it listens. */
  static Prism serving(Path document) throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            "npx",
            "--yes",
            PACKAGE,
            "mock",
            "--errors",
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            document.toAbsolutePath().toString());
    Process process = builder.redirectErrorStream(true).start();
    var listening = new CompletableFuture<String>();
    var reader =
        new Thread(
            () -> {
              try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                  if (line.contains("Prism is listening")) {
                    listening.complete(line);
                  }
                }
              } catch (IOException e) {
                listening.completeExceptionally(e);
              }
              listening.completeExceptionally(new IllegalStateException("Prism has ended"));
            },
            "prism-output");
    reader.setDaemon(true);
    reader.start();
    var prism = new Prism(process, port);
    try {
      listening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return prism;
    } catch (Exception e) {
      prism.close();
      throw e;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** npx has children of its own. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
