package dev.syncline.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The page that tells operators how to read the state store. */
final class StateDocument {
  private static final Path PAGE = Path.of("..", "docs", "state-store.md");
  private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?)```");

  private StateDocument() {}

  static String text() {
    try {
      return Files.readString(PAGE, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its queries: dead letters by fingerprint, last runs, pending children by parent. */
  static List<String> queries() {
    return QUERY.matcher(text()).results().map(match -> match.group(1)).toList();
  }
}
