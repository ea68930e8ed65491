package dev.syncline.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children that wait take no heap. All of them are parked before the first parent comes; kept
 * together in any form they would not fit. {@code -Dsyncline.test.pending=1000000} for a million.
 */
@Tag("crash")
class PendingMemoryIT {
  private static final int CHILDREN = Integer.getInteger("syncline.test.pending", 100_000);
  private static final int DELETED_PARENTS = 1_000;
  private static final int OF_EACH = 10;

  @Test
  void childrenThatWaitTakeNoHeap(@TempDir Path folder) throws IOException, InterruptedException {
    String output = SmallHeap.output(MillionPending.class, folder, CHILDREN);

    assertThat(output)
        .contains("early: SUCCEEDED {PENDING=" + CHILDREN + "}")
        .contains("late: SUCCEEDED {INSERTED=" + CHILDREN + ", UNCHANGED=" + CHILDREN + "}")
        .contains("held: SUCCEEDED")
        .contains("DEFERRED=" + DELETED_PARENTS)
        .contains("parents go: SUCCEEDED")
        .contains("DELETED=" + DELETED_PARENTS + "}")
        .contains("DELETED=" + DELETED_PARENTS * OF_EACH + "}")
        .contains("pending in the end: 0");
  }
}
