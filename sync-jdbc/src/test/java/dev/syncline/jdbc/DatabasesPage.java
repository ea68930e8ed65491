package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of docs/databases.md that the code says. */
final class DatabasesPage {
  private static final Path PAGE = Path.of("..", "docs", "databases.md");

  private DatabasesPage() {}

  static String text() throws IOException {
    return Files.readString(PAGE);
  }

  /** Compares the part behind a mark, or writes it anew with {@code -Ddocs.write=true}. */
  static synchronized void requirePart(String name, String text) throws IOException {
    String page = text();
    String mark = "<!-- " + name + " -->\n";
    int start = page.indexOf(mark) + mark.length();
    int end = page.indexOf("<!-- end -->", start);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page.substring(0, start) + text + page.substring(end));
    } else {
      assertThat(page.substring(start, end))
          .as(
              "docs/databases.md, part '%s'; write it anew with mvn -Pfast -pl sync-jdbc -am test"
                  + " -Dtest='*EveryTypeTest,NewColumnsTest'"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true",
              name)
          .isEqualTo(text);
    }
  }
}
