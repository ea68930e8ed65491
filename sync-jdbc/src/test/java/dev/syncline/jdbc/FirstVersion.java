package dev.syncline.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.jdbc.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A state store as the first version of its tables left it: made by the script of that time. */
final class FirstVersion {
  /** A sync with a cursor and a run. */
  static final String[] CONTENT = {
    "INSERT INTO syncline_meta (name, val) VALUES ('schema', '1')",
    "INSERT INTO syncline_sync (id, name, commits, renewals, lease_owner, lease_token, lease_until,"
        + " cursor_form, cursor_token) VALUES (1, 'old', 5, 0, '', 4, 0, 1, 'i:7')",
    "INSERT INTO syncline_run (sync_id, run_id, seq, status, started_at, finished_at, fetched,"
        + " carried, absent, inserted, updated, unchanged, deleted, filtered, superseded, rejected,"
        + " pending, deferred, retries, bytes_read, requests, peak_queue, notices) VALUES (1, 'r1',"
        + " 1, 'SUCCEEDED', '2026-01-01T00:00:00.000000000Z', '2026-01-01T00:00:01.500000000Z', 3,"
        + " 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 2, 1, '')"
  };

  private FirstVersion() {}

  static List<String> script(Dialect dialect) {
    try (InputStream in =
        Objects.requireNonNull(
            Dialect.class.getResourceAsStream("/dev/syncline/jdbc/state/001.sql"))) {
      String text = new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
      for (var type : dialect.stateTypes().entrySet()) {
        text = text.replace("{" + type.getKey() + "}", type.getValue());
      }
      return Stream.of(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
