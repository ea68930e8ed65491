package dev.syncline.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A guide in docs, and the code that it shows: a comment {@code <!-- from File.java: name -->}
 * stands before a block of code, and the file has the same lines between {@code // guide: name} and
 * {@code // guide: end}.
 *
 * @param page the text of the guide
 */
record GuideText(String page) {

  private static final Pattern SHOWN =
      Pattern.compile("<!-- from (\\S+\\.java): (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES = Path.of("src", "test", "java");

  /**
   * A block of code in a guide.
   *
   * @param file the name of the source file
   * @param name what the block is called there
   * @param shown the code in the guide
   */
  record Snippet(String file, String name, String shown) {

    /** The code in the source file, without the indentation that all of it has. */
    String compiled() throws IOException {
      String start = "// guide: " + name + "\n";
      String text = Files.readString(find(file));
      int from = text.indexOf(start);
      if (from < 0) {
        throw new AssertionError(file + " has no '// guide: " + name + "'");
      }
      int to = text.indexOf("// guide: end", from);
      String code = text.substring(from + start.length(), to);
      return code.stripIndent().strip() + "\n";
    }
  }

  static GuideText of(String file) throws IOException {
    return new GuideText(Files.readString(Path.of("..", "docs", file)));
  }

  List<Snippet> snippets() {
    var snippets = new ArrayList<Snippet>();
    SHOWN
        .matcher(page)
        .results()
        .forEach(
            block -> snippets.add(new Snippet(block.group(1), block.group(2), block.group(3))));
    return snippets;
  }

  private static Path find(String file) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(path -> path.getFileName().toString().equals(file))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no source file " + file));
    }
  }
}
