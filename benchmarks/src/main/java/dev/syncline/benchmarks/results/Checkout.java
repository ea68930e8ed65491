package dev.syncline.benchmarks.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is measured, as version control names it. */
public final class Checkout {
  private Checkout() {}

  /** What is checked out where the documents are, and whether anything but these was changed. */
  public static String commit(Path docs) throws IOException {
    String name = git(docs, "describe", "--always");
    String changed =
        git(docs, "status", "--porcelain", "-uno", "--", ":(top)", ":(top,exclude)docs");
    return name.isEmpty() ? "unknown" : name + (changed.isEmpty() ? "" : " with changes");
  }

  private static String git(Path folder, String... arguments) throws IOException {
    Process git =
        new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
