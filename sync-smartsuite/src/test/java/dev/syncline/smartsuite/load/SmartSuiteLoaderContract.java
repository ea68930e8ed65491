package dev.syncline.smartsuite.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.testkit.LoaderContract;
import dev.syncline.testkit.TestClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract over one way in which the API behaves. */
abstract class SmartSuiteLoaderContract extends LoaderContract {
  private static final String TABLE = "64a0000000000000000000aa";

  private final TestClock clock = TestClock.create();
  private @Nullable SmartSuiteSimulator simulator;
  private final Map<String, SmartSuiteClient> clients = new HashMap<>();
  private Schema fields = schema();

  /** How the API behaves. */
  SimulatorBuilder behaviour(SimulatorBuilder builder) {
    return builder;
  }

  /** What the definition says beside the table. */
  Map<String, Object> settings() {
    return Map.of("restore", false, "writeTime", "2m");
  }

  private SmartSuiteSimulator simulator() {
    return Objects.requireNonNull(simulator);
  }

  @AfterEach
  void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  @Override
  protected void create(Schema schema, List<String> key) {
    stop();
    fields = schema;
    SimulatedTable table = SimulatedTable.of(TABLE, "People");
    for (Field field : schema.fields()) {
      table = table.field(simulated(field));
    }
    simulator = behaviour(SmartSuiteSimulator.builder().clock(clock).table(table)).start();
  }

  private static SimulatedField simulated(Field field) {
    String type =
        switch (field.type()) {
          case BOOLEAN -> "yesnofield";
          case INTEGER, DECIMAL, FLOAT -> "numberfield";
          case DATE, TIMESTAMP -> "datefield";
          case TIME -> "timefield";
          case OBJECT -> "addressfield";
          default -> "textareafield";
        };
    SimulatedField made = SimulatedField.of(slug(field.name()), field.name(), type);
    return field.name().equals("name") ? made.param("max_length", NAME_LENGTH) : made;
  }

  private static String slug(String name) {
    return ("s" + name + "000000000").substring(0, 10).replace('_', '0');
  }

  @Override
  protected Loader loader() {
    return loader(simulator().baseUrl());
  }

  /** All that use one key share one client, as in an engine. */
  private SmartSuiteClient client(String url) {
    var connection =
        ComponentConfig.of(
            Map.of("url", url, "account", simulator().account(), "token", simulator().token()));
    return new SmartSuiteClient(connection, clock, clock::advance);
  }

  private Loader loader(String url) {
    SmartSuiteClient client = clients.computeIfAbsent(url, this::client);
    var all = new LinkedHashMap<String, Object>(settings());
    all.put("connection", "work");
    all.put("table", TABLE);
    return new SmartSuiteLoader(() -> client, LoaderOptions.of(ComponentConfig.of(all)));
  }

  @Override
  protected List<Map<String, @Nullable Object>> rows() {
    return simulator().records(TABLE).stream().map(this::row).toList();
  }

  private Map<String, @Nullable Object> row(Map<String, @Nullable Object> record) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    for (Field field : fields.fields()) {
      row.put(field.name(), value(field.type(), record.get(slug(field.name()))));
    }
    return row;
  }

  /** Made here anew, so that no mistake of the connector is repeated. */
  private static @Nullable Object value(LogicalType type, @Nullable Object held) {
    if (held == null) {
      return null;
    }
    return switch (type) {
      case INTEGER -> Long.valueOf(held.toString());
      case DECIMAL -> new BigDecimal(held.toString());
      case FLOAT -> Double.valueOf(held.toString());
      case DATE -> LocalDate.parse(date(held, false).substring(0, 10));
      case TIMESTAMP -> Instant.parse(date(held, true));
      case TIME -> LocalTime.parse(held.toString());
      default -> held;
    };
  }

  private static String date(Object held, boolean withTime) {
    var date = (Map<?, ?>) held;
    if (!date.get("include_time").equals(withTime)) {
      throw new IllegalStateException(String.valueOf(date));
    }
    return String.valueOf(date.get("date"));
  }

  @Override
  protected Optional<Loader> brokenLoader() {
    return Optional.of(loader("http://localhost:1"));
  }

  @Override
  protected Set<LogicalType> types() {
    return EnumSet.of(
        LogicalType.BOOLEAN,
        LogicalType.INTEGER,
        LogicalType.DECIMAL,
        LogicalType.FLOAT,
        LogicalType.STRING,
        LogicalType.DATE,
        LogicalType.TIME,
        LogicalType.TIMESTAMP);
  }

  /** SmartSuite has no empty texts, and no parts of seconds in times of day. */
  @Override
  protected List<Object> samples(LogicalType type) {
    return super.samples(type).stream()
        .filter(value -> !value.equals(""))
        .filter(value -> !(value instanceof LocalTime time) || time.getNano() == 0)
        .toList();
  }

  @Override
  protected void settle(Duration time) {
    clock.advance(time);
  }

  @Override
  protected boolean loseTheNextAnswer() {
    simulator().fail(RequestKind.BULK_CREATE, Fault.ANSWER_LOST);
    return true;
  }

  @Override
  protected boolean refuseTheNextRequest(Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return false;
    }
    simulator().fail(RequestKind.BULK_CREATE, Fault.TOO_MANY);
    return true;
  }
}
