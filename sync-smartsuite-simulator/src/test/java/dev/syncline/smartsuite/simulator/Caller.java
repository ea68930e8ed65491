package dev.syncline.smartsuite.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls the simulator as a client would. */
final class Caller {
  private final HttpClient client = HttpClient.newHttpClient();
  private final SmartSuiteSimulator simulator;

  Caller(SmartSuiteSimulator simulator) {
    this.simulator = simulator;
  }

  HttpResponse<String> raw(String method, String path, @Nullable Object body) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
              .header("Authorization", "Token " + simulator.token())
              .header("ACCOUNT-ID", simulator.account())
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(Json.write(body)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int status(String method, String path, @Nullable Object body) throws IOException {
    return raw(method, path, body).statusCode();
  }

  Map<String, @Nullable Object> object(String method, String path, @Nullable Object body)
      throws IOException {
    return Json.object(Json.read(raw(method, path, body).body()));
  }

  List<?> list(String method, String path, @Nullable Object body) throws IOException {
    return (List<?>) Objects.requireNonNull(Json.read(raw(method, path, body).body()));
  }
}
