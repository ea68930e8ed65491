package dev.syncline.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names this process, so that the holder of a lease can be told dead: after {@code kill -9} the
 * next run need not wait for the lease to expire.
 *
 * <p>The name holds the machine (host name, user, boot and process namespace), the process number
 * and the start of the process. Only a process of the same machine and user is ever judged; where a
 * part cannot be read, a random one takes its place and nobody is judged.
 */
final class ProcessIdentity {
  private static final Pattern OWNER =
      Pattern.compile("process (\\d+) started (.+?) on (.+?)(?: engine \\S+)?");

  private static final int START_FIELD = 19;

  private final String machine;
  private final String process;

  ProcessIdentity() {
    this.machine = Current.MACHINE;
    this.process = Current.PROCESS;
  }

  /** The name of an engine in this process. */
  String owner(String engine) {
    return process + " on " + machine + " engine " + engine;
  }

  /** Whether the owner of a lease was a process of this machine that runs no more. */
  boolean provedDead(String owner) {
    Matcher parts = OWNER.matcher(owner);
    if (!parts.matches() || !parts.group(3).equals(machine)) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(parts.group(1)))
        .filter(ProcessHandle::isAlive)
        .map(handle -> isAnother(start(handle), parts.group(2)))
        .orElse(true);
  }

  /** Only starts that are told in the same way can be told apart. */
  private static boolean isAnother(String start, String holders) {
    return start.endsWith(" ticks") && holders.endsWith(" ticks") && !start.equals(holders);
  }

  /**
   * When a process started: on Linux in clock ticks since boot, which a step of the clock does not
   * change, unlike the time of day that the JDK works out from them.
   */
  private static String start(ProcessHandle handle) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(handle.pid()), "stat"));
      // The command in parentheses may hold anything; the start is the 20th field behind it.
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD] + " ticks";
    } catch (IOException | IndexOutOfBoundsException e) {
      return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }

  private static String machine() {
    return hostName()
        + " user "
        + System.getProperty("user.name")
        + " boot "
        + bootId()
        + " namespace "
        + processNamespace();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }

  private static String processNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return UUID.randomUUID().toString();
    }
  }

  /** Read once: a process does not become another. */
  private static final class Current {
    static final String MACHINE = machine();
    static final String PROCESS =
        "process " + ProcessHandle.current().pid() + " started " + start(ProcessHandle.current());
  }
}
