package dev.syncline.benchmarks.ratios;

import java.sql.ResultSet;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.sql.RowMapperFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.RowMapper;

/**
 * The same job as a Camel route: a streamed query is split into batches, whose rows are trimmed.
 * (To split it into rows and aggregate those again would cost an exchange for each.)
 */
final class Camel implements Contestant {

  @Override
  public void run(String job, Site site) throws Exception {
    var source = Peers.source(site);
    var target = Peers.target(site);
    try (var context = new DefaultCamelContext()) {
      context.getRegistry().bind("source", DataSource.class, source);
      context.getRegistry().bind("target", DataSource.class, target);
      context.getRegistry().bind("rows", RowMapperFactory.class, new Rows(site.from()));
      context.addRoutes(new Copy(Peers.sql(site, job)));
      context.start();
      try (var template = context.createProducerTemplate()) {
        Exchange done = template.send("direct:copy", exchange -> {});
        if (done.getException() != null) {
          throw done.getException();
        }
      }
    } finally {
      source.destroy();
      target.destroy();
    }
  }

  /** The route. */
  private static final class Copy extends RouteBuilder {
    private final String upsert;

    Copy(String upsert) {
      this.upsert = upsert;
    }

    @Override
    public void configure() {
      from("direct:copy")
          .errorHandler(noErrorHandler())
          .to(
              "sql:"
                  + Peers.SELECT
                  + "?dataSource=#source&outputType=StreamList&rowMapperFactory=#rows&fetchSize="
                  + Peers.FETCH)
          .split(simple("${collate(" + Peers.BATCH + ")}"))
          .streaming()
          .stopOnException()
          .process(Copy::trim)
          .to(
              "sql:"
                  + upsert.replace('?', '#')
                  + "?dataSource=#target&batch=true&batchAutoCommitDisabled=true&parametersCount="
                  + Customers.COLUMNS.size());
    }

    private static void trim(Exchange batch) {
      for (Object row : batch.getMessage().getBody(List.class)) {
        CustomerRow.trim((Object[]) row);
      }
    }
  }

  /** Rows as arrays: a map for each would cost more. */
  private record Rows(Database database) implements RowMapperFactory {
    @Override
    public RowMapper<?> newColumnRowMapper() {
      return (ResultSet row, int number) -> CustomerRow.read(row, database);
    }

    @Override
    public RowMapper<?> newBeanRowMapper(Class<?> type) {
      throw new UnsupportedOperationException("nobody asks for " + type);
    }
  }
}
