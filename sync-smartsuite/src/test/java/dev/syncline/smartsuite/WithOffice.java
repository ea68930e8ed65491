package dev.syncline.smartsuite;

import static dev.syncline.smartsuite.Office.CUSTOMERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An {@link Office} for every test. */
abstract class WithOffice {
  @Nullable Office opened;

  @TempDir Path folder;

  Office office(UnaryOperator<SimulatorBuilder> behaviour) {
    Office fresh = new Office(behaviour);
    opened = fresh;
    return fresh;
  }

  Office office() {
    return office(builder -> builder);
  }

  static SyncEngine engine(Office office) {
    return office.engine(InMemoryStateStore.create(office.clock), Map.of());
  }

  static List<Map<String, @Nullable Object>> customers(Office office) {
    return office.simulator.records(CUSTOMERS);
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(opened).close();
  }

  static void assertEveryoneOnce(Office office, int count) {
    Set<Object> numbers = new LinkedHashSet<>();
    customers(office).forEach(record -> numbers.add(String.valueOf(record.get("s0000000nr"))));
    assertThat(customers(office)).hasSize(count);
    assertThat(numbers).hasSize(count);
  }
}
