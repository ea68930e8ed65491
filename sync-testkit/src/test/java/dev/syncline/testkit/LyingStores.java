package dev.syncline.testkit;

import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits;
import dev.syncline.core.memory.InMemoryStateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** State stores that break their contract: one class, one lie. */
final class LyingStores {

  private LyingStores() {}

  /** The true answer to a call. */
  interface Truth {
    @Nullable Object of(@Nullable Object... arguments);
  }

  /** What a lying part says instead. */
  interface Lie {
    @Nullable Object instead(Method method, @Nullable Object[] arguments, Truth truth);
  }

  private static <T> T around(Class<T> type, T right, Lie lie) {
    Object proxy =
        Proxy.newProxyInstance(
            LyingStores.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
              return lie.instead(method, given, others -> call(right, method, others));
            });
    return type.cast(proxy);
  }

  private static @Nullable Object call(Object right, Method method, @Nullable Object... arguments) {
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The contract of a store in memory, which lies. */
  abstract static class Variant extends StateStoreContract {
    final TestClock clock = TestClock.create();
    private final StateStore right = InMemoryStateStore.create(clock);

    abstract @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth);

    @Override
    protected StateStore open() {
      return around(
          StateStore.class,
          right,
          (method, arguments, truth) -> {
            Object answer = lie(method, arguments, truth);
            return answer instanceof StateSession session
                ? around(StateSession.class, session, this::lie)
                : answer;
          });
    }

    @Override
    protected void advance(Duration by) {
      clock.advance(by);
    }

    @Override
    protected boolean durable() {
      return false;
    }
  }

  static final class DoesNotCheckTheFence extends Variant {
    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      try {
        return truth.of(arguments);
      } catch (StateConflictException e) {
        if (method.getName().equals("commit")) {
          return null;
        }
        throw e;
      }
    }
  }

  static final class SkipsTheJournal extends Variant {
    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      return method.getName().equals("journal") ? null : truth.of(arguments);
    }
  }

  static final class ResolvesNothing extends Variant {
    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      return arguments.length == 1 && arguments[0] instanceof Checkpoint c
          ? truth.of(withoutResolved(c))
          : truth.of(arguments);
    }

    private static Checkpoint withoutResolved(Checkpoint c) {
      var other =
          Checkpoint.builder(c.progress())
              .written(c.written())
              .removed(c.removed())
              .parked(c.parked())
              .unparked(c.unparked())
              .rejected(c.rejected())
              .closed(c.closed());
      c.runs().forEach(other::run);
      return other.build();
    }
  }

  static final class CommitsInTwoParts extends Variant {
    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      if (arguments.length == 1 && arguments[0] instanceof Checkpoint c) {
        truth.of(Checkpoint.builder(c.progress()).rejected(c.rejected()).build());
      }
      return truth.of(arguments);
    }
  }

  static final class GrantsALeaseTwice extends Variant {
    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      Object answer = truth.of(arguments);
      return answer instanceof LeaseAnswer.Held held
              && arguments[0] instanceof LeaseRequest request
              && request.replacing().isEmpty()
          ? new LeaseAnswer.Granted(held.current())
          : answer;
    }
  }

  static final class ForgetsWhatItCallsDurable extends Variant {
    @Override
    protected StateStore open() {
      var fresh = InMemoryStateStore.create(clock);
      return around(
          StateStore.class,
          fresh,
          (method, arguments, truth) ->
              method.getName().equals("traits")
                  ? new StoreTraits(StoreTraits.Durability.POWER_LOSS, false)
                  : truth.of(arguments));
    }

    @Override
    protected boolean durable() {
      return store().traits().durability() != StoreTraits.Durability.MEMORY;
    }

    @Override
    @Nullable Object lie(Method method, @Nullable Object[] arguments, Truth truth) {
      return truth.of(arguments);
    }
  }
}
