package dev.syncline.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An answer whose head has arrived. Its body is a stream; {@link #close} drops what was not read.
 *
 * <p>Belongs to one thread.
 */
public final class Answer implements AutoCloseable {
  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final AnswerStream stream;

  Answer(URI uri, int status, HttpHeaders headers, AnswerStream stream) {
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.stream = stream;
  }

  /** Where it came from. */
  public URI uri() {
    return uri;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** A header, if there is one. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** All headers. */
  public HttpHeaders headers() {
    return headers;
  }

  /**
   * The body, unpacked.
   *
   * @param most after how many bytes it is given up with an {@link IOException}
   */
  public InputStream body(long most) throws IOException {
    String packing = header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return switch (packing) {
      case "identity", "" -> new BoundedStream(stream, most);
      case "gzip", "x-gzip" -> new BoundedStream(new GZIPInputStream(stream, 1 << 16), most);
      default -> throw new IOException("the answer is packed as '" + packing + "'");
    };
  }

  /** The body as text, cut off after so many bytes. */
  public String text(int most) throws IOException {
    try (InputStream in = body(Long.MAX_VALUE)) {
      return new String(in.readNBytes(most), UTF_8);
    }
  }

  /** How many bytes have come over the line. */
  public long bytes() {
    return stream.bytes();
  }

  @Override
  public void close() {
    stream.close();
  }
}
