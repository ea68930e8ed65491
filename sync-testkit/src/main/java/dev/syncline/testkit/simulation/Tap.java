package dev.syncline.testkit.simulation;

import dev.syncline.api.source.Extraction;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.UnitOfWork;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads every call of a component through a {@link Trap}, and every call of what the component
 * hands out. It keeps the abilities of the component, also those that this kit has never heard of.
 */
final class Tap implements InvocationHandler {
  /** What asks nobody: nothing can happen there. */
  private static final Set<String> ASIDE =
      Set.of(
          "traits", "describe", "settle", "lookupFields", "metrics", "rewind", "check", "resource");

  private static final Map<Class<?>, Class<?>[]> ABILITIES = new ConcurrentHashMap<>();
  private static final Map<Method, Call> CALLS = new ConcurrentHashMap<>();

  private final Object target;
  private final Trap trap;

  private Tap(Object target, Trap trap) {
    this.target = target;
    this.trap = trap;
  }

  /** The same component behind a trap. */
  static <T> T on(Class<T> type, T target, Trap trap) {
    Class<?>[] abilities = ABILITIES.computeIfAbsent(target.getClass(), Tap::abilities);
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), abilities, new Tap(target, trap)));
  }

  private static Class<?>[] abilities(Class<?> type) {
    var found = new LinkedHashSet<Class<?>>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> ability : at.getInterfaces()) {
        if (ability.getName().startsWith("dev.syncline.api.")) {
          found.add(ability);
        }
      }
    }
    return found.toArray(Class<?>[]::new);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class || ASIDE.contains(method.getName())) {
      return call(method, args);
    }
    Call call =
        CALLS.computeIfAbsent(
            method, made -> new Call(made.getDeclaringClass().getSimpleName(), made.getName()));
    @Nullable Object[] given = args == null ? new @Nullable Object[0] : args;
    return tapped(trap.pass(call, given, () -> call(method, given)));
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object tapped(@Nullable Object result) {
    if (result == null || Proxy.isProxyClass(result.getClass())) {
      return result;
    }
    if (result instanceof StateSession session) {
      return on(StateSession.class, session, trap);
    }
    if (result instanceof Extraction extraction) {
      return on(Extraction.class, extraction, trap);
    }
    if (result instanceof UnitOfWork unit) {
      return on(UnitOfWork.class, unit, trap);
    }
    if (result instanceof RecordStateScan scan) {
      return on(RecordStateScan.class, scan, trap);
    }
    return result instanceof StateQueries queries ? on(StateQueries.class, queries, trap) : result;
  }
}
