package dev.syncline.smartsuite.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SmartSuiteSimulator} simulates. Without a word of yours: no tables, the system's
 * clock, 5 requests a second, 30 seconds of penalty, no quota, no faults, and the behaviour that is
 * documented. Not safe for use by several threads.
 */
public final class SimulatorBuilder {
  final Set<Variant> variants = EnumSet.noneOf(Variant.class);
  Clock clock = Clock.systemUTC();
  String token = "simulated-token";
  String account = "sim00001";
  final String solution = "5f5010000000000000000001";
  int port;
  Duration lateness = Duration.ofSeconds(10);
  Faults faults = new Faults(0, 0, List.of());
  Optional<Path> file = Optional.empty();

  private final List<SimulatedTable> tables = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> members = new ArrayList<>();
  private int perSecond = 5;
  private Duration penalty = Duration.ofSeconds(30);
  private long quota;
  private int usualLimit = 50;
  private int clauses = 25;
  private Duration searchLag = Duration.ZERO;
  private Duration slowness = Duration.ofMillis(500);
  private Duration delay = Duration.ZERO;

  SimulatorBuilder() {}

  /** Another table. */
  public SimulatorBuilder table(SimulatedTable table) {
    tables.add(table);
    return this;
  }

  /**
   * A member of the workspace.
   *
   * @param id 24 hexadecimal digits
   */
  public SimulatorBuilder member(String id, String email, String name) {
    var member = new LinkedHashMap<String, @Nullable Object>();
    member.put("id", id);
    member.put("email", List.of(email));
    member.put("full_name", Map.of("first_name", name, "last_name", "", "sys_root", name));
    members.add(member);
    return this;
  }

  /** Behaviours that differ from the documentation, or that it leaves open. */
  public SimulatorBuilder with(Variant... these) {
    variants.addAll(List.of(these));
    return this;
  }

  /** Where the time comes from: seconds of limits, months of quotas, times of changes. */
  public SimulatorBuilder clock(Clock source) {
    clock = Objects.requireNonNull(source, "source");
    return this;
  }

  /** The key that is accepted. */
  public SimulatorBuilder token(String key) {
    token = Objects.requireNonNull(key, "key");
    return this;
  }

  /** The workspace that is accepted. */
  public SimulatorBuilder account(String id) {
    account = Objects.requireNonNull(id, "id");
    return this;
  }

  /** The port; one that is free unless said. */
  public SimulatorBuilder port(int number) {
    port = number;
    return this;
  }

  /** How many requests fit into a second of the clock. */
  public SimulatorBuilder requestsPerSecond(int most) {
    perSecond = most;
    return this;
  }

  /** For how long nothing is answered after too many requests. */
  public SimulatorBuilder penalty(Duration time) {
    penalty = time;
    return this;
  }

  /** How many requests a month the plan has; 0 for any number. */
  public SimulatorBuilder monthlyQuota(long requests) {
    quota = requests;
    return this;
  }

  /** How many records a list has that asks for no number. */
  public SimulatorBuilder usualLimit(int records) {
    usualLimit = records;
    return this;
  }

  /** How many clauses a filter may have. */
  public SimulatorBuilder mostClauses(int most) {
    clauses = most;
    return this;
  }

  /** For how long lists do not show a new record. */
  public SimulatorBuilder searchLag(Duration time) {
    searchLag = time;
    return this;
  }

  /** How long every answer takes, by the time of the world. */
  public SimulatorBuilder delay(Duration time) {
    delay = time;
    return this;
  }

  /** How long {@link Fault#SLOW} takes, by the time of the world. */
  public SimulatorBuilder slowness(Duration time) {
    slowness = time;
    return this;
  }

  /** When {@link Fault#LATE} is carried out, by the clock. */
  public SimulatorBuilder lateness(Duration time) {
    lateness = time;
    return this;
  }

  /**
   * Some requests fail at random, the same ones for the same seed and order of requests.
   *
   * @param share from 0 to 1
   */
  public SimulatorBuilder randomFaults(long seed, double share, Fault... these) {
    faults = new Faults(seed, share, List.of(these));
    return this;
  }

  /** Records and the month's requests are read from this file if it is there, and kept in it. */
  public SimulatorBuilder keptIn(Path place) {
    file = Optional.of(place);
    return this;
  }

  /** Opens the port. */
  public SmartSuiteSimulator start() {
    return new SmartSuiteSimulator(this);
  }

  Workspace workspace() {
    var workspace =
        new Workspace(account, solution, clock, variants.contains(Variant.REFUSES_UNKNOWN_FIELDS));
    tables.forEach(workspace::add);
    return workspace;
  }

  Traffic traffic() {
    return new Traffic(clock, perSecond, penalty, quota, variants.contains(Variant.RETRY_AFTER));
  }

  TableCalls.Names names() {
    return new TableCalls.Names(account, solution, List.copyOf(members));
  }

  RecordCalls.Limits limits() {
    return new RecordCalls.Limits(usualLimit, clauses, searchLag);
  }

  void pause(boolean slow) {
    Duration time = slow ? slowness : delay;
    try {
      if (!time.isZero()) {
        Thread.sleep(time.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
