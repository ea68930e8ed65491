package dev.syncline.testkit.fault;

import dev.syncline.api.error.RetryableException;
import dev.syncline.testkit.TestClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a real object and keeps its abilities: what stands there implements every interface
 * of the contract that the object implements, whichever these are.
 *
 * @param faults what goes wrong
 * @param clock what a slow call moves
 */
record FaultyCalls(Faults faults, TestClock clock) {

  private static final String CONTRACT = "dev.syncline.api.";

  /** A call of the real object. */
  record Call(Object real, Method method, @Nullable Object[] arguments) {

    String name() {
      return method.getName();
    }

    @Nullable Object proceed() {
      return with(arguments);
    }

    @Nullable Object with(@Nullable Object... others) {
      try {
        return method.invoke(real, others);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Answers a call, with faults or without. */
  @FunctionalInterface
  interface Answer {
    @Nullable Object to(Call call);
  }

  /** An object of this type, and of all others of the contract that the real one has. */
  static <T> T standIn(Class<T> type, T real, Answer answer) {
    Set<Class<?>> abilities = new LinkedHashSet<>();
    abilities.add(type);
    collect(real.getClass(), abilities);
    Object standIn =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            abilities.toArray(Class<?>[]::new),
            (self, method, arguments) -> {
              var call = new Call(real, method, arguments == null ? new Object[0] : arguments);
              return method.getDeclaringClass() == Object.class
                  ? ofObject(self, call)
                  : answer.to(call);
            });
    return type.cast(standIn);
  }

  /** Equal to itself only; described as what it stands before. */
  private static @Nullable Object ofObject(Object self, Call call) {
    return switch (call.name()) {
      case "equals" -> self == call.arguments()[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "faulty " + call.real();
    };
  }

  private static void collect(@Nullable Class<?> type, Set<Class<?>> found) {
    if (type == null) {
      return;
    }
    if (type.isInterface() && type.getName().startsWith(CONTRACT)) {
      found.add(type);
    }
    for (Class<?> parent : type.getInterfaces()) {
      collect(parent, found);
    }
    collect(type.getSuperclass(), found);
  }

  /** A call in which no part can fail alone. */
  @Nullable Object whole(FaultPoint point, Call call) {
    Fault fault = faults.next(point).orElse(null);
    return fault == null ? call.proceed() : whole(fault, call);
  }

  @Nullable Object whole(Fault fault, Call call) {
    if (fault instanceof Fault.Before before) {
      throw before.failure().get();
    }
    if (fault instanceof Fault.After after) {
      call.proceed();
      throw after.failure().get();
    }
    if (fault instanceof Fault.Throttled throttled) {
      throw tooManyRequests(throttled);
    }
    if (fault instanceof Fault.Slow slow) {
      clock.advance(slow.time());
      return call.proceed();
    }
    throw new IllegalStateException(fault + " cannot happen in " + call.name());
  }

  static RetryableException tooManyRequests(Fault.Throttled throttled) {
    return throttled
        .delay()
        .map(delay -> new RetryableException("too many requests", delay, null))
        .orElseGet(() -> new RetryableException("too many requests", null));
  }
}
