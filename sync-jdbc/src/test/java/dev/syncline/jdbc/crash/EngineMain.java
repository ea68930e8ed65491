package dev.syncline.jdbc.crash;

import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcStateStore;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The engine in a process of its own: runs two syncs once, and says on standard output what it is
 * about. The arguments are the URLs of the source, the destination and the state. Ends with 0 if
 * both runs succeeded.
 */
final class EngineMain {
  /**
   * With this option the process waits after every write until it can read something from standard
   * input, or its end, so that a test finds it there.
   */
  static final String WAIT = "crash.waitAfterWrite";

  private static final PrintStream NOBODY = new PrintStream(OutputStream.nullOutputStream());

  private final PrintStream say;

  private EngineMain(PrintStream say) {
    this.say = say;
  }

  public static void main(String[] args) {
    PrintStream out = System.out;
    List<RunReport> reports = new EngineMain(out).runAll(args[0], args[1], args[2]);
    reports.forEach(report -> out.println("report " + report));
    System.exit(reports.stream().allMatch(report -> report.status().success()) ? 0 : 1);
  }

  /** Runs both syncs once, in this process. */
  static List<RunReport> run(String sourceUrl, String destinationUrl, String stateUrl) {
    return new EngineMain(NOBODY).runAll(sourceUrl, destinationUrl, stateUrl);
  }

  private List<RunReport> runAll(String sourceUrl, String destinationUrl, String stateUrl) {
    try (JdbcPool source = JdbcConnection.url(sourceUrl).open();
        Target target = new Target(destinationUrl);
        SyncEngine engine =
            SyncEngine.builder().stateStore(stateStore(stateUrl)).listener(this::tell).build()) {
      return engine.runAll(syncs(source, target));
    }
  }

  private static StateStore stateStore(String url) {
    return url.startsWith("jdbc:sqlite:")
        ? SqliteStateStore.at(Path.of(url.substring("jdbc:sqlite:".length())))
        : JdbcStateStore.owning(JdbcConnection.url(url).open());
  }

  /** Customers go by table, orders by query: the scan of a table is resumed, a query's is not. */
  private List<SyncDefinition> syncs(JdbcPool source, Target target) {
    RunSettings settings =
        RunSettings.DEFAULT
            .batchRows(200)
            .gatherRows(200)
            .checkpointRows(1_000)
            .checkpointEvery(Duration.ofMillis(200))
            .leaseTtl(Duration.ofSeconds(2))
            .maxRetries(3)
            .retryDelay(Duration.ofMillis(100));
    return List.of(
        SyncDefinition.builder("customers")
            .source(JdbcSource.table(source.dataSource(), "customers").key("id"))
            .map(m -> m.field("id", "number").fields("name", "email"))
            .destination(target.table("customers"))
            .deletes(Deletes.byAbsence().atMostPercent(100))
            .settings(settings)
            .build(),
        SyncDefinition.builder("orders")
            .source(
                JdbcSource.query(
                        source.dataSource(), "SELECT number, customer, item, amount FROM orders")
                    .key("number"))
            .map(m -> m.fields("number", "item", "amount"))
            .parent("customer", "customers", "customer")
            .destination(target.table("orders"))
            .deletes(Deletes.byAbsence().atMostPercent(100))
            .settings(settings)
            .build());
  }

  private void tell(SyncEvent event) {
    if (event instanceof SyncEvent.RunStarted) {
      say.println("started " + event.sync());
    } else if (event instanceof SyncEvent.Checkpointed) {
      say.println("checkpoint " + event.sync());
    } else if (event instanceof SyncEvent.RunFinished finished) {
      say.println("finished " + event.sync() + " " + finished.report().status());
    }
  }

  /** Where the tables are: in a database, or behind HTTP. */
  final class Target implements AutoCloseable {
    private final String url;
    private final JdbcPool pool;

    Target(String url) {
      this.url = url;
      this.pool = JdbcConnection.url(url.startsWith("http") ? "jdbc:h2:mem:" : url).open();
    }

    DestinationSpec table(String name) {
      if (url.startsWith("http")) {
        return DestinationSpec.local(() -> told(new HttpLoader(URI.create(url), name)));
      }
      var spec = JdbcTable.of(pool.dataSource(), name).timeout(Duration.ofSeconds(1)).toSpec();
      return DestinationSpec.local(() -> told(spec.local().orElseThrow().get()));
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  /** The same loader with all its abilities, which says when it writes. */
  private Loader told(Loader loader) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          boolean write = method.getName().equals("write");
          if (write) {
            say.println("write");
          }
          try {
            return method.invoke(loader, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          } finally {
            if (write) {
              say.println("written");
              pause();
            }
          }
        };
    return (Loader)
        Proxy.newProxyInstance(
            EngineMain.class.getClassLoader(), loader.getClass().getInterfaces(), handler);
  }

  private static void pause() throws IOException {
    if (Boolean.getBoolean(WAIT)) {
      System.in.read();
    }
  }
}
