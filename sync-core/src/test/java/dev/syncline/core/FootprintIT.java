package dev.syncline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an application takes on board with sync-core: itself and all that it needs at run time. */
class FootprintIT {
  private static final int MAX_JARS = 14;
  private static final long MAX_BYTES = 5_000_000;

  @Test
  void runtimeClasspathStaysSmall() throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(Path.of(property("footprint.jar")));
    for (String entry :
        Files.readString(Path.of(property("footprint.classpath")))
            .trim()
            .split(File.pathSeparator, -1)) {
      jars.add(Path.of(entry));
    }

    long bytes = 0;
    for (Path jar : jars) {
      assertThat(jar).isRegularFile().hasExtension("jar");
      bytes += Files.size(jar);
    }
    System.out.printf(
        Locale.ROOT, "runtime classpath: %d jars, %.1f MB%n", jars.size(), bytes / 1_000_000.0);

    assertThat(jars).hasSizeLessThanOrEqualTo(MAX_JARS);
    assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
  }

  private static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty(name), () -> name + " is set by mvn verify; run this test there");
  }
}
