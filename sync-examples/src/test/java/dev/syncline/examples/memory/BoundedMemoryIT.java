package dev.syncline.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantee 9: the heap does not grow with the table. A million records of some 100 bytes each pass
 * through a heap of 64 MB: kept together in any form, they would not fit.
 */
class BoundedMemoryIT {
  private static final int RECORDS = 1_000_000;

  @Test
  void aMillionRecordsPassThroughSixtyFourMegabytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-classpath",
                System.getProperty("java.class.path"),
                MillionRecords.class.getName(),
                folder.toString(),
                String.valueOf(RECORDS))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    System.out.println(output);

    assertThat(output)
        .contains("first: SUCCEEDED inserted=" + RECORDS + " unchanged=0 absent=0")
        .contains("second: SUCCEEDED inserted=0 unchanged=" + RECORDS + " absent=0");
  }
}
