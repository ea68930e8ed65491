package dev.syncline.testkit.fault;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.testkit.TestClock;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real loader whose calls go wrong as {@link Faults} say. It has every ability that the real one
 * has, and promises the same.
 *
 * <p><b>Threading.</b> As the real one.
 */
public final class FaultyLoader {

  private final FaultyCalls calls;

  private FaultyLoader(FaultyCalls calls) {
    this.calls = calls;
  }

  /**
   * A faulty loader.
   *
   * @param real the loader that does the work; closing the faulty one closes it
   * @param faults what goes wrong
   * @param clock what a slow call moves on
   */
  public static Loader around(Loader real, Faults faults, TestClock clock) {
    var faulty = new FaultyLoader(new FaultyCalls(faults, clock));
    return FaultyCalls.standIn(Loader.class, real, faulty::answer);
  }

  /**
   * The destination of a definition, with a faulty loader in every run.
   *
   * @throws IllegalArgumentException if its loader is made by a provider, and not here
   */
  public static Destination destination(Destination real, Faults faults, TestClock clock) {
    var spec = real.toSpec();
    var loaders =
        spec.local()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the loader of '" + spec.type() + "' is not here"));
    return new DestinationSpec(
        spec.type(), spec.config(), Optional.of(() -> around(loaders.get(), faults, clock)));
  }

  private @Nullable Object answer(FaultyCalls.Call call) {
    return switch (call.name()) {
      case "prepare" -> calls.whole(FaultPoint.PREPARE, call);
      case "lookup" -> calls.whole(FaultPoint.LOOK_UP, call);
      case "holds" -> calls.whole(FaultPoint.HOLDS, call);
      case "write" -> write(call, (ChangeBatch) call.arguments()[0]);
      default -> call.proceed();
    };
  }

  private @Nullable Object write(FaultyCalls.Call call, @Nullable ChangeBatch batch) {
    Fault fault = calls.faults().next(FaultPoint.WRITE).orElse(null);
    if (fault == null || batch == null) {
      return call.proceed();
    }
    if (fault instanceof Fault.Partly partly) {
      int first = Math.min(partly.first(), batch.size());
      if (first > 0) {
        call.with(new FirstChanges(batch, first), call.arguments()[1]);
      }
      throw partly.failure().get();
    }
    if (fault instanceof Fault.Doubt) {
      call.proceed();
      return Collections.nCopies(batch.size(), new WriteResult.InDoubt("the answer was lost"));
    }
    if (fault instanceof Fault.Throttled throttled) {
      return Collections.nCopies(
          batch.size(), new WriteResult.Retry("too many requests", throttled.delay()));
    }
    return calls.whole(fault, call);
  }
}
