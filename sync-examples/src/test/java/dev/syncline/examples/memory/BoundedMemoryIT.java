package dev.syncline.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantee 9: the heap does not grow with the table. A million records of some 100 bytes each pass
 * through a heap of 64 MB: kept together in any form, they would not fit.
 */
@Tag("crash")
class BoundedMemoryIT {
  private static final int RECORDS = 1_000_000;

  @Test
  void aMillionRecordsPassThroughSixtyFourMegabytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    String output = SmallHeap.output(MillionRecords.class, folder, RECORDS);

    assertThat(output)
        .contains("first: SUCCEEDED inserted=" + RECORDS + " unchanged=0 absent=0")
        .contains("second: SUCCEEDED inserted=0 unchanged=" + RECORDS + " absent=0");
  }
}
