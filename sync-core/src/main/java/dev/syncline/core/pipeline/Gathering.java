package dev.syncline.core.pipeline;

import dev.syncline.core.definition.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts batches that follow each other together as long as one call of the loader takes them all:
 * what a call and its journal cost is paid once for all of them. A batch without a change goes
 * through as it is, since nothing is sent for it.
 *
 * <p>Belongs to the loading thread.
 */
final class Gathering {
  /** So much later a change is sent at most, for others to go with it. */
  private static final Duration LONGEST = Duration.ofMillis(250);

  /**
   * No more than one in so many parts of the heap waits here. What lives longer than a young
   * generation is copied again and again: with 256 MB, four times as much doubled the work of a
   * first sync.
   */
  private static final int HEAP_SHARE = 128;

  private static final int ROW_BYTES = 160;
  private static final int VALUE_BYTES = 24;

  private final int mostRows;
  private final long mostBytes;
  private final InstantSource clock;
  private final List<WorkBatch> batches = new ArrayList<>();
  private int rows;
  private long bytes;
  private boolean changes;
  private Instant begun = Instant.EPOCH;

  /**
   * An empty one.
   *
   * @param mostRows how many changes the loader takes in a call
   */
  Gathering(int mostRows, RunSettings settings, InstantSource clock) {
    this.mostRows = Math.min(mostRows, settings.gatherRows());
    this.mostBytes = Math.min(settings.batchBytes(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    this.clock = clock;
  }

  /**
   * Adds the batch that comes next.
   *
   * @return false if it has to wait until the others are loaded
   */
  boolean add(WorkBatch batch) {
    if (batches.isEmpty()) {
      begun = clock.instant();
    } else if (!fits(batch)) {
      return false;
    }
    batches.add(batch);
    rows += batch.rows().size();
    bytes += size(batch);
    changes |= batch.rows().stream().anyMatch(Row::open);
    return true;
  }

  private boolean fits(WorkBatch batch) {
    WorkBatch last = batches.get(batches.size() - 1);
    return rows + batch.rows().size() <= mostRows
        && batch.schema() == last.schema()
        && batch.intake() == last.intake();
  }

  /** Whether it is worth while to see what comes next. */
  boolean takesMore() {
    return changes
        && rows < mostRows
        && bytes < mostBytes
        && clock.instant().isBefore(begun.plus(LONGEST));
  }

  /** All of it as one batch; begins anew. */
  WorkBatch take() {
    WorkBatch all = batches.size() == 1 ? batches.get(0) : joined();
    batches.clear();
    rows = 0;
    bytes = 0;
    changes = false;
    return all;
  }

  private WorkBatch joined() {
    WorkBatch first = batches.get(0);
    var all = new ArrayList<Row>(rows);
    var cursor = first.cursor();
    var resume = first.resume();
    for (WorkBatch batch : batches) {
      all.addAll(batch.rows());
      cursor = batch.cursor().isPresent() ? batch.cursor() : cursor;
      resume = batch.resume().isPresent() ? batch.resume() : resume;
    }
    return new WorkBatch(first.intake(), first.schema(), all, cursor, resume);
  }

  /** About what the source's values take; what is made of them takes as much again. */
  private static long size(WorkBatch batch) {
    long size = 0;
    for (Row row : batch.rows()) {
      size += ROW_BYTES;
      for (@Nullable Object value : row.raw) {
        size += VALUE_BYTES;
        if (value instanceof String text) {
          size += text.length();
        } else if (value instanceof byte[] content) {
          size += content.length;
        }
      }
    }
    return size;
  }
}
