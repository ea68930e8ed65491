package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.StateSession;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading while another thread commits; two syncs at once. */
abstract class StateThreadTests extends StateTests {

  private static final long COMMITS = 150;
  private static final long FEW_COMMITS = 40;

  StateThreadTests(StateStoreContract contract) {
    super(contract);
  }

  private static void together(List<Callable<Long>> tasks) throws Exception {
    var threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (var task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("read one session: a read sees every commit that returned before it began")
  void readsSeeEveryCommitThatReturned() throws Exception {
    var session = session("orders");
    var returned = new AtomicLong(-1);

    together(
        List.of(
            () -> {
              try {
                for (long number = 0; number < COMMITS; number++) {
                  session.commit(states(records(number, number)));
                  returned.set(number);
                }
              } finally {
                returned.compareAndSet(-1, COMMITS - 1);
              }
              return COMMITS;
            },
            () -> readUntilAllAreThere(session, returned)));

    assertThat(session.load().records()).isEqualTo(COMMITS);
  }

  @Test
  @DisplayName("expect a scan: the session answers the same, also to who commits meanwhile")
  void anExpectedScanChangesNoAnswer() throws Exception {
    var session = session("orders");
    session.commit(states(records(0, 99)));
    var done = new AtomicLong();

    together(
        List.of(
            () -> {
              for (long number = 100; number < 100 + FEW_COMMITS; number++) {
                session.commit(states(records(number, number)));
                assertThat(find(session, key(number))).isPresent();
              }
              return done.incrementAndGet();
            },
            () -> {
              while (done.get() == 0) {
                session.expectScan();
              }
              return done.get();
            },
            () -> {
              while (done.get() == 0) {
                assertThat(session.find(KeyHashes.of(key(7))).state(key(7)))
                    .contains(records(7, 7).get(0));
              }
              return done.get();
            }));

    for (long number = 0; number < 100 + FEW_COMMITS; number++) {
      assertThat(find(session, key(number))).contains(records(number, number).get(0));
    }
  }

  private static long readUntilAllAreThere(StateSession session, AtomicLong returned) {
    long reads = 0;
    long last = -1;
    while (last < COMMITS - 1) {
      last = returned.get();
      if (last < 0) {
        Thread.onSpinWait();
        continue;
      }
      var found = session.find(KeyHashes.of(key(0), key(last)));
      assertThat(found.state(key(last))).as("commit %s has returned", last).isPresent();
      assertThat(found.state(key(0))).isPresent();
      assertThat(session.load().records()).isGreaterThan(last);
      reads++;
    }
    return reads;
  }

  @Test
  @DisplayName("run two syncs: both commit, journal and read without losing anything")
  void twoSyncsInParallel() throws Exception {
    var orders = session("orders");
    var customers = session("customers");

    together(List.of(() -> work(orders), () -> work(customers)));

    for (StateSession session : List.of(orders, customers)) {
      assertThat(session.load().records()).isEqualTo(50 * 20);
      assertThat(scan(session, ordinal -> true)).isEqualTo(records(0, 50 * 20 - 1));
      assertThat(session.intents()).isEmpty();
    }
  }

  private static long work(StateSession session) {
    for (long commit = 0; commit < 50; commit++) {
      long first = commit * 20;
      session.journal(List.of(TestStates.intent(first)));
      session.commit(
          checkpoint().written(records(first, first + 19)).resolved(List.of(key(first))).build());
      assertThat(find(session, key(first))).isPresent();
    }
    return 50;
  }
}
