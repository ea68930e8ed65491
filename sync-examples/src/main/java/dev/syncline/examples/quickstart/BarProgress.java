package dev.syncline.examples.quickstart;

import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import java.io.PrintStream;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress for a person at a terminal: one bar per sync. */
final class BarProgress implements SyncListener {
  private final PrintStream out;
  private final Map<String, Long> sizes;
  private @Nullable ProgressBar bar;

  BarProgress(PrintStream out, Map<String, Long> sizes) {
    this.out = out;
    this.sizes = sizes;
  }

  @Override
  public synchronized void on(SyncEvent event) {
    if (event instanceof SyncEvent.RunStarted started) {
      finish();
      bar =
          new ProgressBarBuilder()
              .setTaskName(started.sync())
              .setUnit(" records", 1)
              .setInitialMax(sizes.getOrDefault(started.sync(), started.known()))
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .build();
    } else if (event instanceof SyncEvent.Progressed progressed) {
      show(progressed.soFar().fetched());
    } else if (event instanceof SyncEvent.Checkpointed checkpointed) {
      show(checkpointed.committed().fetched());
    } else if (event instanceof SyncEvent.RunFinished) {
      finish();
    }
  }

  private void show(long fetched) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(fetched);
    }
  }

  private void finish() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
    }
    bar = null;
  }
}
