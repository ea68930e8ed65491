package dev.syncline.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests. It follows no redirect, tries nothing again and knows no credentials.
 *
 * <p>Safe for use by several threads.
 */
public final class Wire {
  private final HttpClient client;
  private final Duration timeout;

  private Wire(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * A line to anywhere.
   *
   * @param connectTimeout how long to wait for a connection
   * @param timeout how long to wait for an answer, its body included
   * @param trust which certificates are trusted; the JDK's unless said
   * @param proxy through which requests go
   * @param http2 whether to speak HTTP/2 where the server does
   */
  public static Wire of(
      Duration connectTimeout,
      Duration timeout,
      Optional<SSLContext> trust,
      Optional<ProxySelector> proxy,
      boolean http2) {
    var builder =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    trust.ifPresent(builder::sslContext);
    proxy.ifPresent(builder::proxy);
    return new Wire(builder.build(), timeout);
  }

  /** How long an answer may take. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Sends a request and waits for the head of its answer.
   *
   * @param budget how long the answer may take, its body included
   * @throws NotSent if the request certainly did not arrive
   * @throws IOException if nobody knows what became of it
   */
  public Answer send(HttpRequest request, Duration budget, Cancellation cancellation)
      throws IOException {
    var stream = new AnswerStream(budget);
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request, head -> stream);
    cancellation.of(() -> drop(answer, stream, "cancelled"));
    try {
      HttpResponse<InputStream> head = answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
      stream.spend(System.nanoTime() - start);
      return new Answer(request.uri(), head.statusCode(), head.headers(), stream);
    } catch (TimeoutException e) {
      drop(answer, stream, "no answer");
      throw new HttpTimeoutException("no answer within " + budget.toMillis() + " ms");
    } catch (CancellationException e) {
      throw new IOException("cancelled", e);
    } catch (InterruptedException e) {
      drop(answer, stream, "interrupted");
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw failure(cause == null ? e : cause);
    }
  }

  private static void drop(
      CompletableFuture<HttpResponse<InputStream>> answer, AnswerStream stream, String reason) {
    answer.cancel(true);
    stream.cancel(reason);
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return new NotSent("no connection: " + said(cause), cause);
    }
    if (cause instanceof SSLHandshakeException && cause.getCause() instanceof EOFException) {
      return new NotSent("the line was cut before it was secure", cause);
    }
    if (cause instanceof SSLHandshakeException) {
      return new Untrusted("no secure connection: " + said(cause), cause);
    }
    return cause instanceof IOException broken ? broken : new IOException(cause);
  }

  /** The JDK often says nothing but the kind of the error. */
  private static String said(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        return at.getMessage();
      }
    }
    return error.getClass().getSimpleName();
  }

  /** The request certainly did not arrive. */
  public static final class NotSent extends IOException {
    private static final long serialVersionUID = 1;

    NotSent(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The other side is not who it should be; trying again does not help. */
  public static final class Untrusted extends IOException {
    private static final long serialVersionUID = 1;

    Untrusted(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
