package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateStore} must keep. Extend it, and every test below runs against your store:
 *
 * <pre>{@code
 * class MyStateStoreTest extends StateStoreContract {
 *   private final TestClock clock = TestClock.create();
 *   @TempDir Path folder;
 *
 *   @Override protected StateStore open() { return MyStateStore.at(folder.resolve("state"), clock); }
 *   @Override protected void advance(Duration by) { clock.advance(by); }
 * }
 * }</pre>
 *
 * <p>JUnit makes a new instance for every test; each must find empty storage of its own.
 */
public abstract class StateStoreContract {

  static final Duration TTL = Duration.ofMinutes(1);

  private final List<StateSession> sessions = new ArrayList<>();
  private final List<Lease> leases = new ArrayList<>();
  private @Nullable StateStore store;

  /**
   * Opens a store on this test's storage, which is empty at the first call. A durable store is
   * closed and opened again within one test and must find what it had committed.
   */
  protected abstract StateStore open();

  /** Moves on the clock by which leases expire, without waiting. */
  protected abstract void advance(Duration by);

  /**
   * Whether the storage outlives the store object; what the store's traits say unless overridden.
   */
  protected boolean durable() {
    return store().traits().durability() != Durability.MEMORY;
  }

  /** How long the test with 100,000 record states may take; 60 seconds unless overridden. */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    sessions.forEach(StateSession::close);
    if (store != null) {
      store.close();
    }
  }

  final StateStore store() {
    if (store == null) {
      throw new IllegalStateException("the store is opened before each test");
    }
    return store;
  }

  final Lease lease(String sync) {
    return lease(LeaseRequest.of(sync, "runner", Duration.ofHours(1)));
  }

  final Lease lease(LeaseRequest request) {
    var answer = store().acquire(request);
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    var lease = ((LeaseAnswer.Granted) answer).lease();
    leases.add(lease);
    return lease;
  }

  final StateSession session(Lease lease) {
    var session = store().open(lease);
    sessions.add(session);
    return session;
  }

  final StateSession session(String sync) {
    return session(lease(sync));
  }

  final void reopen() {
    sessions.forEach(StateSession::close);
    sessions.clear();
    leases.forEach(store()::release);
    leases.clear();
    store().close();
    store = open();
  }

  @Test
  @DisplayName("A healthy store passes its check with a message")
  void passesItsCheck() {
    assertThat(store().check().ok()).isTrue();
    assertThat(store().check().message()).isNotBlank();
  }

  @Test
  @DisplayName("A store and its sessions can be closed twice")
  void closesTwice() {
    var session = session("orders");
    session.close();
    session.close();
    store().close();
    store().close();
  }

  /** The lease. */
  @Nested
  @DisplayName("A lease")
  class Leases extends StateLeaseTests {
    Leases() {
      super(StateStoreContract.this);
    }
  }

  /** Fencing. */
  @Nested
  @DisplayName("A runner that lost its lease")
  class Fencing extends StateFencingTests {
    Fencing() {
      super(StateStoreContract.this);
    }
  }

  /** Checkpoints. */
  @Nested
  @DisplayName("A checkpoint")
  class Checkpoints extends StateCheckpointTests {
    Checkpoints() {
      super(StateStoreContract.this);
    }
  }

  /** Record states. */
  @Nested
  @DisplayName("Record states")
  class RecordStates extends StateRecordTests {
    RecordStates() {
      super(StateStoreContract.this);
    }
  }

  /** The walk over record states. */
  @Nested
  @DisplayName("A scan of record states")
  class Scans extends StateScanTests {
    Scans() {
      super(StateStoreContract.this);
    }
  }

  /** Parents and children. */
  @Nested
  @DisplayName("Parents and children")
  class Families extends StateFamilyTests {
    Families() {
      super(StateStoreContract.this);
    }
  }

  /** Dead letters. */
  @Nested
  @DisplayName("Dead letters")
  class DeadLetters extends StateDeadLetterTests {
    DeadLetters() {
      super(StateStoreContract.this);
    }
  }

  /** Decisions about dead letters. */
  @Nested
  @DisplayName("Dead letters that people decide about")
  class LetterDecisions extends StateLetterDecisionTests {
    LetterDecisions() {
      super(StateStoreContract.this);
    }
  }

  /** Intents. */
  @Nested
  @DisplayName("The in-doubt journal")
  class Journal extends StateJournalTests {
    Journal() {
      super(StateStoreContract.this);
    }
  }

  /** Progress. */
  @Nested
  @DisplayName("The progress of a sync")
  class Progress extends StateProgressTests {
    Progress() {
      super(StateStoreContract.this);
    }
  }

  /** Runs. */
  @Nested
  @DisplayName("The run history")
  class Runs extends StateRunTests {
    Runs() {
      super(StateStoreContract.this);
    }
  }

  /** Threads. */
  @Nested
  @DisplayName("Several threads")
  class Threads extends StateThreadTests {
    Threads() {
      super(StateStoreContract.this);
    }
  }

  /** Closing and opening again. */
  @Nested
  @DisplayName("A durable store that is opened again")
  class Reopening extends StateReopenTests {
    Reopening() {
      super(StateStoreContract.this);
    }
  }
}
