package dev.syncline.core.memory;

import dev.syncline.api.state.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Record states by ordinal. Ordinals are given out without gaps, so pages of references cost a
 * tenth of a tree of boxed numbers; a tree holds the pages, because deletes make gaps.
 */
final class OrdinalIndex {

  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  private final TreeMap<Long, Page> pages = new TreeMap<>();

  Optional<RecordState> get(long ordinal) {
    Page page = pages.get(ordinal >> PAGE_BITS);
    return page == null ? Optional.empty() : Optional.ofNullable(page.states[slot(ordinal)]);
  }

  void put(RecordState state) {
    Page page = pages.computeIfAbsent(state.ordinal() >> PAGE_BITS, unused -> new Page());
    int slot = slot(state.ordinal());
    if (page.states[slot] == null) {
      page.used++;
    }
    page.states[slot] = state;
  }

  void remove(long ordinal) {
    Page page = pages.get(ordinal >> PAGE_BITS);
    int slot = slot(ordinal);
    if (page != null && page.states[slot] != null) {
      page.states[slot] = null;
      if (--page.used == 0) {
        pages.remove(ordinal >> PAGE_BITS);
      }
    }
  }

  List<RecordState> from(long first, LongPredicate wanted, int max) {
    var found = new ArrayList<RecordState>();
    for (var entry : pages.tailMap(first >> PAGE_BITS, true).entrySet()) {
      for (RecordState state : entry.getValue().states) {
        if (state != null && state.ordinal() >= first && wanted.test(state.ordinal())) {
          found.add(state);
          if (found.size() == max) {
            return found;
          }
        }
      }
    }
    return found;
  }

  private static int slot(long ordinal) {
    return (int) (ordinal & (PAGE_SIZE - 1));
  }

  private static final class Page {

    private final @Nullable RecordState[] states = new @Nullable RecordState[PAGE_SIZE];
    private int used;
  }
}
