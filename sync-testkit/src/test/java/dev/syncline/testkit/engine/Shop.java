package dev.syncline.testkit.engine;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.SyncEngineBuilder;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A shop's customers in a source and a destination, and an engine between them. */
final class Shop implements AutoCloseable {
  static final Schema CUSTOMERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("city", LogicalType.STRING));

  static final RunSettings SMALL =
      RunSettings.DEFAULT
          .batchRows(10)
          .gatherRows(10)
          .checkpointRows(30)
          .retryDelay(Duration.ofMillis(1))
          .maxWait(Duration.ofHours(3));

  final TestClock clock = TestClock.create();
  final InMemoryStateStore store = InMemoryStateStore.create(clock);
  final SyncEngine engine;
  final ListSource source;
  final RecordingLoader loader = RecordingLoader.upserting();

  Shop() {
    this(ListSource.builder(CUSTOMERS).key("id").snapshot().build());
  }

  Shop(ListSource source) {
    this(source, false);
  }

  Shop(ListSource source, boolean sameThread) {
    this(source, builder -> sameThread ? builder.sameThread() : builder);
  }

  Shop(ListSource source, UnaryOperator<SyncEngineBuilder> more) {
    this.source = source;
    this.engine =
        more.apply(SyncEngine.builder().stateStore(store).clock(clock).waiting(clock::advance))
            .build();
  }

  /** Everything in one thread, where waiting moves the clock on. */
  static Shop simulated(ListSource source) {
    var waits = new AtomicReference<Consumer<Duration>>(time -> {});
    var shop =
        new Shop(source, builder -> builder.sameThread().waiting(time -> waits.get().accept(time)));
    waits.set(shop.clock::advance);
    return shop;
  }

  /** The same with a source that can be resumed. */
  static Shop simulated() {
    return simulated(ListSource.builder(CUSTOMERS).key("id").snapshot().resumable().build());
  }

  SyncDefinition.Builder sync() {
    return SyncDefinition.builder("customers").source(source).destination(loader).settings(SMALL);
  }

  RunReport run() {
    return engine.run(sync().build());
  }

  /** Customers with the ids from {@code first} to {@code last}. */
  Shop with(int first, int last) {
    for (long id = first; id <= last; id++) {
      source.add(id, "name " + id, "Berlin");
    }
    return this;
  }

  void rename(long id, String name) {
    source.put(SyncRecord.of(CUSTOMERS, id, name, "Berlin"));
  }

  Optional<Object> nameOf(long id) {
    return loader.row(Key.of(id)).map(row -> String.valueOf(row.get("name")));
  }

  List<DeadLetter> letters() {
    return engine.state().deadLetters("customers", Optional.empty(), 1000);
  }

  List<PendingChild> pending(String sync) {
    return engine.state().pending(sync, Optional.empty(), 1000);
  }

  @Override
  public void close() {
    engine.close();
  }
}
