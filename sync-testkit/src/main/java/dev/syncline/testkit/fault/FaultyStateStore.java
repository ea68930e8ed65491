package dev.syncline.testkit.fault;

import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.UnitOfWork;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real state store whose calls go wrong as {@link Faults} say, those of its sessions and of their
 * units of work included. What operators ask is always answered.
 *
 * <p><b>Threading.</b> As the real one.
 */
public final class FaultyStateStore {

  private final FaultyCalls calls;

  private FaultyStateStore(FaultyCalls calls) {
    this.calls = calls;
  }

  /**
   * A faulty state store.
   *
   * @param real the store that does the work; closing the faulty one closes it
   * @param faults what goes wrong
   * @param clock what a slow call moves on
   */
  public static StateStore around(StateStore real, Faults faults, TestClock clock) {
    var faulty = new FaultyStateStore(new FaultyCalls(faults, clock));
    return FaultyCalls.standIn(StateStore.class, real, faulty::ofStore);
  }

  private @Nullable Object ofStore(FaultyCalls.Call call) {
    return switch (call.name()) {
      case "acquire" -> lease(FaultPoint.ACQUIRE, call);
      case "release" -> calls.whole(FaultPoint.RELEASE, call);
      case "open" -> part(StateSession.class, call.proceed(), this::ofSession);
      default -> call.proceed();
    };
  }

  private @Nullable Object ofSession(FaultyCalls.Call call) {
    return switch (call.name()) {
      case "load" -> calls.whole(FaultPoint.LOAD, call);
      case "find" -> calls.whole(FaultPoint.FIND, call);
      case "parents" -> calls.whole(FaultPoint.PARENTS, call);
      case "journal" -> calls.whole(FaultPoint.JOURNAL, call);
      case "commit" -> calls.whole(FaultPoint.COMMIT, call);
      case "renew" -> lease(FaultPoint.RENEW, call);
      case "scan" -> part(RecordStateScan.class, call.proceed(), this::ofScan);
      case "begin" -> part(UnitOfWork.class, call.proceed(), this::ofUnit);
      default -> call.proceed();
    };
  }

  private @Nullable Object ofScan(FaultyCalls.Call call) {
    return call.name().equals("next") ? calls.whole(FaultPoint.SCAN, call) : call.proceed();
  }

  private @Nullable Object ofUnit(FaultyCalls.Call call) {
    return call.name().equals("commit") ? calls.whole(FaultPoint.COMMIT, call) : call.proceed();
  }

  private static <T> T part(Class<T> type, @Nullable Object real, FaultyCalls.Answer answer) {
    return FaultyCalls.standIn(type, type.cast(Objects.requireNonNull(real, "part")), answer);
  }

  private @Nullable Object lease(FaultPoint point, FaultyCalls.Call call) {
    Fault fault = calls.faults().next(point).orElse(null);
    if (fault instanceof Fault.Skew skew) {
      return skewed(call.proceed(), skew.ahead());
    }
    return fault == null ? call.proceed() : calls.whole(fault, call);
  }

  private static @Nullable Object skewed(@Nullable Object answer, Duration ahead) {
    if (answer instanceof LeaseAnswer.Granted granted) {
      return new LeaseAnswer.Granted(skewed(granted.lease(), ahead));
    }
    return answer instanceof Lease lease ? skewed(lease, ahead) : answer;
  }

  private static Lease skewed(Lease lease, Duration ahead) {
    return new Lease(lease.sync(), lease.owner(), lease.token(), lease.expiresAt().plus(ahead));
  }
}
