package dev.syncline.core.comparison;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.RangeDigests;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a destination outside of a run, and asks again where that may help. Nothing is written by
 * it. Belongs to one thread; closes the loader.
 */
public final class DestinationReader implements ReadsBack, AutoCloseable {
  private final Loader loader;
  private final ReadsBack back;
  private final Consumer<Runnable> patience;

  private DestinationReader(Loader loader, ReadsBack back, Consumer<Runnable> patience) {
    this.loader = loader;
    this.back = back;
    this.patience = patience;
  }

  /**
   * Reads by a loader.
   *
   * @param patience makes an attempt, again and again if that may help
   * @throws PermanentException if the loader cannot read back; it is closed then
   */
  public static DestinationReader of(String sync, Loader loader, Consumer<Runnable> patience) {
    if (loader instanceof ReadsBack back) {
      return new DestinationReader(loader, back, patience);
    }
    loader.close();
    throw new PermanentException(
        "the destination of sync '"
            + sync
            + "' cannot be read back: its loader, "
            + loader.getClass().getName()
            + ", does not implement ReadsBack");
  }

  /** A walk broke off in the middle and cannot be gone on with: all is to be read again. */
  public static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RetryableException reason;

    BrokenOff(RetryableException reason) {
      super(reason);
      this.reason = reason;
    }

    /** Why it broke off. */
    public RetryableException reason() {
      return reason;
    }
  }

  /** As {@link Loader#traits}. */
  public LoaderTraits traits() {
    return loader.traits();
  }

  /** As {@link Loader#prepare}. */
  public Optional<Schema> prepare(Target target) {
    return ask(() -> loader.prepare(target));
  }

  @Override
  public List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    return ask(() -> back.readForm(written));
  }

  @Override
  public List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    return ask(() -> back.sameRefs(refs));
  }

  /** {@inheritDoc} Throws {@link BrokenOff} if a walk does not go on. */
  @Override
  public HeldRows read() {
    return patient(ask(back::read));
  }

  @Override
  public List<HeldRow> read(List<DestinationRef> refs) {
    return ask(() -> back.read(refs));
  }

  @Override
  public Optional<KeyRanges> ranges() {
    return back.ranges().map(PatientRanges::new);
  }

  @Override
  public String howCompared() {
    return back.howCompared();
  }

  @Override
  public void close() {
    loader.close();
  }

  private <T> T ask(Supplier<T> question) {
    var answers = new ArrayList<T>(1);
    patience.accept(() -> answers.add(question.get()));
    return answers.get(0);
  }

  private HeldRows patient(HeldRows rows) {
    return new HeldRows() {
      @Override
      public List<HeldRow> next() {
        if (rows.goesOn()) {
          return ask(rows::next);
        }
        try {
          return rows.next();
        } catch (RetryableException e) {
          throw new BrokenOff(e);
        }
      }

      @Override
      public boolean goesOn() {
        return rows.goesOn();
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** Ranges that are asked for again, too. */
  private final class PatientRanges implements KeyRanges {
    private final KeyRanges ranges;

    PatientRanges(KeyRanges ranges) {
      this.ranges = ranges;
    }

    @Override
    public int count() {
      return ranges.count();
    }

    @Override
    public int rangeOf(DestinationRef ref) {
      return ranges.rangeOf(ref);
    }

    @Override
    public long digestOf(DestinationRef ref, List<@Nullable Object> values) {
      return ranges.digestOf(ref, values);
    }

    @Override
    public RangeDigests digests() {
      return ask(ranges::digests);
    }

    @Override
    public HeldRows read(BitSet wanted) {
      return patient(ask(() -> ranges.read(wanted)));
    }
  }
}
