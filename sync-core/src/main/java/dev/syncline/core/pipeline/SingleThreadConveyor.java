package dev.syncline.core.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does everything in the calling thread, one batch after the other: the same input, the same run.
 */
final class SingleThreadConveyor implements Conveyor {
  private @Nullable Line line;

  @Override
  public boolean run(Line work) {
    line = work;
    for (Optional<WorkBatch> batch = work.fetch(); batch.isPresent(); batch = work.fetch()) {
      work.transform(batch.get());
      work.load(batch.get());
      work.pulse();
    }
    return true;
  }

  @Override
  public void settle() {
    if (line != null) {
      line.commit();
    }
  }

  @Override
  public int peak() {
    return 0;
  }
}
