package dev.syncline.smartsuite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantees 2 and 3 on real processes: after {@code kill -9} at random moments, with the source
 * changing in between, and with an API that loses answers, does things late and shows new records
 * late, nothing is lost, doubled or left over.
 *
 * <p>{@code -Dcrash.kills=50} kills more often, {@code -Dcrash.scale=5} in larger tables. The API
 * takes ten restores a second: {@code -Dcrash.away=150} lets fewer orders go and come back.
 */
@Tag("crash")
class KillIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 10);
  private static final int SCALE = Integer.getInteger("crash.scale", 1);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A little more than the time of a request. */
  private static final String SHORT = System.getProperty("crash.writeTime", "2200ms");

  private static final String CODE = "s00000code";

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private List<String> arguments = List.of();

  @Test
  void nothingIsLostDoubledOrLeftOver() throws Exception {
    survives(Optional.empty());
  }

  /** There is hardly time for the requests of a batch: most are put off again and again. */
  @Test
  void neitherWhereOrdersComeBackAndAreRestored() throws Exception {
    survives(Optional.of(SHORT));
  }

  /**
   * @param writeTime given if orders come back, and are found by a field of their own
   */
  private void survives(Optional<String> writeTime) throws Exception {
    var shop = new Shop(folder.resolve("shop.db"), 60, SCALE * 900);
    arguments = writeTime.map(List::of).orElse(List.of());
    try (var simulator = simulator()) {
      int kills = 0;
      int starts = 0;
      for (; kills < KILLS && starts < 5 * KILLS; starts++) {
        if (writeTime.isPresent()) {
          shop.putAway();
          end(simulator);
          shop.bringBack();
        }
        kills += killOne(simulator) ? 1 : 0;
        shop.change();
      }
      simulator.heal();
      // A resumed scan does not see what changed in the part that was read before.
      toTheEnd(simulator);
      toTheEnd(simulator);

      System.out.printf(
          "smartsuite: %d kills in %d starts, %s, seed %d%n",
          kills, starts, simulator.requests(), SEED);
      assertThat(simulator.requests(RequestKind.RESTORE) > 0).isEqualTo(writeTime.isPresent());
      assertThat(kills).as("seed %d", SEED).isEqualTo(KILLS);
      assertThat(customers(simulator))
          .as("customers, seed %d", SEED)
          .isEqualTo(single(shop.customers()));
      String code = writeTime.isPresent() ? CODE : "title";
      assertThat(orders(simulator, code))
          .as("orders, seed %d", SEED)
          .isEqualTo(single(shop.orders()));
      assertThat(toTheEnd(simulator))
          .as("a run with nothing to do, seed %d", SEED)
          .doesNotContain("inserted", "updated", "deleted", "rejected", "pending");
    }
  }

  private static SmartSuiteSimulator simulator() {
    return SmartSuiteSimulator.builder()
        .account(KillMain.ACCOUNT)
        .token(KillMain.TOKEN)
        .requestsPerSecond(1_000_000)
        .searchLag(Duration.ofMillis(200))
        .delay(Duration.ofMillis(2))
        .lateness(Duration.ofMillis(300))
        .randomFaults(
            SEED,
            0.02,
            Fault.ANSWER_LOST,
            Fault.ERROR_AFTER,
            Fault.HALF_DONE,
            Fault.CUT_BEFORE,
            Fault.LATE)
        .table(
            SimulatedTable.of(KillMain.CUSTOMERS, "Customers")
                .field("s0000000nr", "Number", "numberfield"))
        .table(
            SimulatedTable.of(KillMain.ORDERS, "Orders")
                .field(CODE, "Code", "textfield")
                .field("s000amount", "Amount", "currencyfield")
                .linked("s0customer", "Customer", KillMain.CUSTOMERS))
        .start();
  }

  private Process start(SmartSuiteSimulator simulator) throws IOException {
    Path output = Files.createTempFile(folder, "engine", ".txt");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                KillMain.class.getName(),
                folder.resolve("shop.db").toString(),
                simulator.baseUrl(),
                folder.resolve("state.db").toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Kills it in a write or soon after it, or at any moment; says whether it was still alive. */
  private boolean killOne(SmartSuiteSimulator simulator) throws Exception {
    Process process = start(simulator);
    long from = writes(simulator);
    boolean alive = true;
    if (random.nextInt(10) < 8) {
      int nth = 1 + random.nextInt(12);
      while (alive && writes(simulator) < from + nth) {
        alive = !process.waitFor(1, TimeUnit.MILLISECONDS);
      }
      alive = alive && !process.waitFor(random.nextInt(8_000_000), TimeUnit.NANOSECONDS);
    } else {
      alive = !process.waitFor(200 + random.nextInt(1_500), TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    return alive;
  }

  private static long writes(SmartSuiteSimulator simulator) {
    return simulator.requests(RequestKind.BULK_CREATE)
        + simulator.requests(RequestKind.BULK_UPDATE)
        + simulator.requests(RequestKind.BULK_DELETE);
  }

  /** What a run said that nobody killed, and in which nothing went wrong. */
  private String toTheEnd(SmartSuiteSimulator simulator) throws Exception {
    Process process = end(simulator);
    String output = lastOutput();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** A run that nobody killed. */
  private Process end(SmartSuiteSimulator simulator) throws Exception {
    Process process = start(simulator);
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertThat(ended).as(lastOutput()).isTrue();
    return process;
  }

  private String lastOutput() throws IOException {
    try (var files = Files.list(folder)) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().startsWith("engine"))
              .max((one, other) -> Long.compare(time(one), time(other)))
              .orElseThrow();
      return Files.readString(last);
    }
  }

  private static long time(Path file) {
    return file.toFile().lastModified();
  }

  private static Map<String, List<String>> single(Map<String, String> rows) {
    var single = new TreeMap<String, List<String>>();
    rows.forEach((key, value) -> single.put(key, List.of(value)));
    return single;
  }

  private static Map<String, List<String>> customers(SmartSuiteSimulator simulator) {
    var rows = new TreeMap<String, List<String>>();
    for (var record : simulator.records(KillMain.CUSTOMERS)) {
      add(rows, record.get("s0000000nr"), String.valueOf(record.get("title")));
    }
    return rows;
  }

  private static Map<String, List<String>> orders(SmartSuiteSimulator simulator, String code) {
    var numbers = new HashMap<Object, Object>();
    for (var record : simulator.records(KillMain.CUSTOMERS)) {
      numbers.put(record.get("id"), record.get("s0000000nr"));
    }
    var rows = new TreeMap<String, List<String>>();
    for (var record : simulator.records(KillMain.ORDERS)) {
      Object customer = ((List<?>) record.get("s0customer")).get(0);
      add(rows, record.get(code), numbers.get(customer) + "|" + record.get("s000amount"));
    }
    return rows;
  }

  private static void add(Map<String, List<String>> rows, @Nullable Object key, String value) {
    rows.computeIfAbsent(String.valueOf(key), any -> new ArrayList<>()).add(value);
  }
}
