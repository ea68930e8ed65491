package dev.syncline.core.pipeline;

import java.util.List;
import java.util.function.IntConsumer;

/** Counts the calls for some rows, and whether the last one settled any of them. */
final class SendAttempts {
  private int count;
  private boolean helped;

  /** One more call, which is told its number; rows that it settles leave the list. */
  void next(List<Row> open, IntConsumer call) {
    int before = open.size();
    try {
      call.accept(++count);
    } finally {
      helped = open.size() < before;
    }
  }

  int count() {
    return count;
  }

  boolean lastHelped() {
    return helped;
  }
}
