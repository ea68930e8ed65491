package dev.syncline.examples.quickstart;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Tells whether a person is watching. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether the process has a terminal. Up to JDK 21 a console says so by being there; from 22 on
   * there may be one without a terminal, and it can be asked.
   */
  @SuppressWarnings("SystemConsoleNull") // Up to JDK 21 it does.
  static boolean present() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
