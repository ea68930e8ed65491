package dev.syncline.testkit.notebook;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.testkit.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The notebook's loader as it is written on a bad day: one class, one bug. */
final class BuggyLoaders {

  private BuggyLoaders() {}

  /** The contract of a variant. */
  abstract static class Variant extends NotebookLoaderTest {
    abstract Loader buggy(NotebookLoader right);

    @Override
    protected Loader loader() {
      return buggy((NotebookLoader) super.loader());
    }
  }

  private static List<WriteResult> each(
      List<WriteResult> results, UnaryOperator<WriteResult> change) {
    return results.stream().map(change).toList();
  }

  /** Some rows of a batch, with other values. */
  private static ChangeBatch part(
      ChangeBatch batch, int first, int last, UnaryOperator<@Nullable Object> change) {
    var changes = Changes.of(batch.values().schema());
    for (int row = first; row < last; row++) {
      @Nullable Object[] values = batch.values().row(row).toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = change.apply(values[i]);
      }
      Key key = batch.key(row);
      switch (batch.change(row)) {
        case INSERT -> changes.insert(key, values);
        case UPDATE -> changes.update(key, batch.ref(row).orElseThrow(), values);
        case DELETE, UNCHANGED -> changes.delete(key, batch.ref(row).orElseThrow());
      }
    }
    return changes.build();
  }

  static final class AcknowledgesBeforeWriting extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        private final List<Runnable> waiting = new ArrayList<>();
        private long guess;

        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          flush();
          waiting.add(() -> right.write(batch, context));
          var results = new ArrayList<WriteResult>();
          for (int row = 0; row < batch.size(); row++) {
            guess += batch.change(row) == Change.INSERT ? 1 : 0;
            results.add(WriteResult.Written.as(batch.ref(row).orElse(DestinationRef.of(guess))));
          }
          return results;
        }

        private void flush() {
          waiting.forEach(Runnable::run);
          waiting.clear();
        }

        @Override
        public void close() {
          flush();
        }
      };
    }
  }

  static final class ForgetsTheLastRowOfAFullBatch extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          if (batch.size() < traits().maxBatch()) {
            return right.write(batch, context);
          }
          var most = part(batch, 0, batch.size() - 1, value -> value);
          var results = new ArrayList<>(right.write(most, context));
          results.add(WriteResult.Written.as(DestinationRef.of(System.nanoTime())));
          return results;
        }
      };
    }
  }

  static final class ForgetsEverySecondBatch extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        private boolean forget;

        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          forget = !forget;
          return forget
              ? right.write(batch, context)
              : Collections.nCopies(
                  batch.size(), WriteResult.Written.as(DestinationRef.of(System.nanoTime())));
        }
      };
    }
  }

  static final class RetriesACreateBlindly extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          var results = new ArrayList<>(right.write(batch, context));
          for (int row = 0; row < results.size(); row++) {
            if (results.get(row) instanceof WriteResult.InDoubt) {
              var again = part(batch, row, row + 1, value -> value);
              results.set(row, right.write(again, context).get(0));
            }
          }
          return results;
        }
      };
    }
  }

  static final class TakesALostAnswerForARefusal extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          return each(
              right.write(batch, context),
              result ->
                  result instanceof WriteResult.InDoubt
                      ? new WriteResult.Retry("no answer", Optional.empty())
                      : result);
        }
      };
    }
  }

  static final class ForgetsTheDelay extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          return each(
              right.write(batch, context),
              result ->
                  result instanceof WriteResult.Retry retry
                      ? new WriteResult.Retry(retry.reason(), Optional.of(Duration.ofSeconds(1)))
                      : result);
        }
      };
    }
  }

  static final class AnswersInTheWrongOrder extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          var results = new ArrayList<>(right.write(batch, context));
          Collections.reverse(results);
          return results;
        }
      };
    }
  }

  static final class CutsLongText extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          return right.write(part(batch, 0, batch.size(), CutsLongText::cut), context);
        }
      };
    }

    private static @Nullable Object cut(@Nullable Object value) {
      return value instanceof String text && text.length() > NAME_LENGTH
          ? text.substring(0, NAME_LENGTH)
          : value;
    }
  }

  static final class WritesNullForAbsent extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          return right.write(
              part(batch, 0, batch.size(), value -> value == Absent.ABSENT ? null : value),
              context);
        }
      };
    }
  }

  static final class TakesGoneForWritten extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          return each(
              right.write(batch, context),
              result ->
                  result instanceof WriteResult.Gone
                      ? WriteResult.Written.as(DestinationRef.of(0L))
                      : result);
        }
      };
    }
  }

  /** The contract of a loader that promises what it does not keep. */
  abstract static class Liar extends Variant {
    abstract LoaderTraits lie(LoaderTraits truth);

    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public LoaderTraits traits() {
          return lie(right.traits());
        }

        @Override
        public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
          if (batch.size() > right.traits().maxBatch()) {
            throw new IllegalArgumentException("too many notes at once");
          }
          return right.write(batch, context);
        }
      };
    }
  }

  static final class PromisesUpserts extends Liar {
    @Override
    LoaderTraits lie(LoaderTraits truth) {
      return truth.withUpsert();
    }
  }

  static final class PromisesIdempotentCreates extends Liar {
    @Override
    LoaderTraits lie(LoaderTraits truth) {
      return truth.withIdempotentCreate();
    }
  }

  static final class PromisesAtomicBatches extends Liar {
    @Override
    LoaderTraits lie(LoaderTraits truth) {
      return truth.withAtomicBatch();
    }
  }

  static final class PromisesLargerBatches extends Liar {
    @Override
    LoaderTraits lie(LoaderTraits truth) {
      return LoaderTraits.of(truth.maxBatch() + 1, truth.requestDeadline());
    }
  }

  static final class LooksUpTheFirstOnly extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public List<List<DestinationRef>> lookup(List<Key> keys) {
          return right.lookup(keys).stream()
              .map(found -> found.stream().limit(1).toList())
              .toList();
        }
      };
    }
  }

  static final class HoldsEverything extends Variant {
    @Override
    Loader buggy(NotebookLoader right) {
      return new AroundLoader(right) {
        @Override
        public BitSet holds(List<DestinationRef> refs) {
          var all = new BitSet();
          all.set(0, refs.size());
          return all;
        }
      };
    }
  }
}
