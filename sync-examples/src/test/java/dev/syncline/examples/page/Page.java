package dev.syncline.examples.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page for users, and the examples that it shows. */
public final class Page {
  private final Path file;

  private Page(Path file) {
    this.file = file;
  }

  /** A page, by its path from the root of the repository. */
  public static Page of(String path) {
    return new Page(Path.of("..").resolve(path));
  }

  /** What stands in its code blocks of this language, in their order. */
  public List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Its first code block of this language. */
  public String block(String language) {
    return blocks(language).get(0);
  }

  /** Its first example of a project, with its SQLite files in this folder. */
  public String projectIn(Path folder) {
    return block("yaml")
        .replace("jdbc:sqlite:", "jdbc:sqlite:" + folder + "/")
        .replace("path: ", "path: " + folder + "/");
  }

  /** All of it. */
  public String text() {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
