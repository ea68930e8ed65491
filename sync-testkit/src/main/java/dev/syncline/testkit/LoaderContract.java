package dev.syncline.testkit;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Loader} must keep. Extend it and say how a destination is made and read back;
 * every test below then runs against your loader. A test of something that the loader's {@link
 * dev.syncline.api.destination.LoaderTraits} or the hooks do not promise is skipped, with the
 * reason.
 *
 * <p>Every record has an {@code id} (INTEGER, the business key) and a {@code name} (STRING of at
 * most 255 characters); some tests add one field per type of {@link #types}, named {@code
 * a_boolean}, {@code a_integer} …
 */
public abstract class LoaderContract {

  /** How long a {@code name} may be. */
  protected static final int NAME_LENGTH = 255;

  private final List<Loader> loaders = new ArrayList<>();

  /**
   * Makes an empty destination with these fields. Called before every test, and again by some: it
   * takes the place of the one before.
   *
   * @param schema the fields; those that are not keys are nullable and have no default
   * @param key the fields of the business key
   */
  protected abstract void create(Schema schema, List<String> key);

  /** A new loader for the destination, as a new process would make it; the contract closes it. */
  protected abstract Loader loader();

  /**
   * Reads the destination past the loader: every row, in any order, each field of the schema in the
   * Java form of its type. A field that a row does not have may be null or left out.
   */
  protected abstract List<Map<String, @Nullable Object>> rows();

  /**
   * A new loader of a destination that is not there: a missing table, a server that does not
   * answer. Empty if there can be no such thing.
   */
  protected abstract Optional<Loader> brokenLoader();

  /**
   * A record of {@link #schema} that the destination must refuse; unless overridden one whose name
   * is too long. Empty if the destination takes everything.
   */
  protected Optional<SyncRecord> badRow(long id) {
    return Optional.of(SyncRecord.of(schema(), id, "x".repeat(NAME_LENGTH + 45)));
  }

  /** The types that the destination can hold; all but OBJECT and LIST unless overridden. */
  protected Set<LogicalType> types() {
    return EnumSet.complementOf(EnumSet.of(LogicalType.OBJECT, LogicalType.LIST));
  }

  /** Values of a type that must arrive exactly; {@link TestRecords#samples}. */
  protected List<Object> samples(LogicalType type) {
    return TestRecords.samples(type);
  }

  /** Whether the destination has certain fields and no others; so unless overridden. */
  protected boolean fixedFields() {
    return true;
  }

  /**
   * Lets the time pass after which a look-up sees every write; called only if {@link
   * dev.syncline.api.destination.LooksUp#settle} is not zero. Must be overridden then, without
   * waiting.
   */
  protected void settle(Duration time) {
    throw new UnsupportedOperationException(
        "look-ups settle after " + time + ": override settle, and move the loader's clock in it");
  }

  /**
   * Sees to it that the next request of a loader is carried out at the destination, but its answer
   * does not arrive: the line is cut, the time is out. Says whether it can; it cannot unless
   * overridden.
   */
  protected boolean loseTheNextAnswer() {
    return false;
  }

  /**
   * Sees to it that the destination refuses the next request because there were too many (HTTP
   * 429). Says whether it can; it cannot unless overridden.
   *
   * @param retryAfter how long the destination asks to wait; empty if it does not say
   */
  protected boolean refuseTheNextRequest(Optional<Duration> retryAfter) {
    return false;
  }

  /**
   * A state store in the destination's own database; must be overridden if the loader is a {@link
   * dev.syncline.api.destination.JoinsTransaction}. The contract closes it.
   */
  protected StateStore stateStoreBesides(Clock clock) {
    throw new UnsupportedOperationException("override stateStoreBesides: the loader can join it");
  }

  /** A state store of the same kind in another database; see {@link #stateStoreBesides}. */
  protected StateStore stateStoreElsewhere(Clock clock) {
    throw new UnsupportedOperationException("override stateStoreElsewhere: the loader can join");
  }

  @BeforeEach
  final void createDestination() {
    create(schema(), List.of("id"));
  }

  @AfterEach
  final void closeLoaders() {
    loaders.forEach(Loader::close);
  }

  /** {@code id} and {@code name}. */
  protected final Schema schema() {
    return schema(List.of());
  }

  final Schema schema(List<Field> more) {
    var fields = new ArrayList<Field>();
    fields.add(TestRecords.ID);
    fields.add(new Field("name", LogicalType.STRING, true, Limits.length(NAME_LENGTH)));
    fields.addAll(more);
    return Schema.of(fields);
  }

  final Loader opened() {
    return closing(loader());
  }

  final Loader closing(Loader loader) {
    loaders.add(loader);
    return loader;
  }

  /** Writing. */
  @Nested
  @DisplayName("A batch")
  class Batches extends LoaderBatchTests {
    Batches() {
      super(LoaderContract.this);
    }
  }

  /** Writing again. */
  @Nested
  @DisplayName("A change that is sent again")
  class Repeats extends LoaderRepeatTests {
    Repeats() {
      super(LoaderContract.this);
    }
  }

  /** What goes wrong on the way. */
  @Nested
  @DisplayName("A request")
  class Failures extends LoaderFailureTests {
    Failures() {
      super(LoaderContract.this);
    }
  }

  /** What is still there. */
  @Nested
  @DisplayName("A loader that is asked what is still there")
  class Holds extends LoaderHoldsTests {
    Holds() {
      super(LoaderContract.this);
    }
  }

  /** What is refused. */
  @Nested
  @DisplayName("A row that the destination refuses")
  class BadRows extends LoaderBadRowTests {
    BadRows() {
      super(LoaderContract.this);
    }
  }

  /** Values. */
  @Nested
  @DisplayName("Values")
  class Values extends LoaderValueTests {
    Values() {
      super(LoaderContract.this);
    }
  }

  /** Look-ups. */
  @Nested
  @DisplayName("A look-up")
  class LookUps extends LoaderLookUpTests {
    LookUps() {
      super(LoaderContract.this);
    }
  }

  /** One transaction with the state store. */
  @Nested
  @DisplayName("A loader that joins the state store's transaction")
  class Joins extends LoaderJoinTests {
    Joins() {
      super(LoaderContract.this);
    }
  }

  /** Opening and closing. */
  @Nested
  @DisplayName("A loader")
  class Lifecycle extends LoaderLifecycleTests {
    Lifecycle() {
      super(LoaderContract.this);
    }
  }
}
