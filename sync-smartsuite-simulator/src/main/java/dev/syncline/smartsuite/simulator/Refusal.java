package dev.syncline.smartsuite.simulator;

import java.util.List;
import java.util.Map;

/** An answer that says no. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Object body;

  Refusal(int status, Object body) {
    super(status + " " + body, null, false, false);
    this.status = status;
    this.body = body;
  }

  static Refusal field(String slug, String message) {
    return new Refusal(422, Map.of(slug, List.of(message)));
  }

  static Refusal notFound() {
    return new Refusal(404, Map.of("detail", "Not found."));
  }

  int status() {
    return status;
  }

  Object body() {
    return body;
  }
}
