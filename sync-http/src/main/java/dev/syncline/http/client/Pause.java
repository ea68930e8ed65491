package dev.syncline.http.client;

import java.time.Duration;

/** Lets a short time pass; tests move their clock instead. */
@FunctionalInterface
public interface Pause {
  /** In real time. */
  Pause REAL = time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);

  /** Waits. */
  void pass(Duration time) throws InterruptedException;
}
