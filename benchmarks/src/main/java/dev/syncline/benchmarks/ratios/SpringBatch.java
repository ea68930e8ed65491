package dev.syncline.benchmarks.ratios;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.database.JdbcBatchItemWriter;
import org.springframework.batch.item.database.JdbcCursorItemReader;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The same job in Spring Batch: reads with a cursor, trims, and writes upserts in batches that the
 * driver rewrites. {@code distinct} is the variant that leaves equal rows of the destination alone.
 */
final class SpringBatch implements Contestant {
  private static final int CHUNK = 2_000;
  private static final int FETCH = 10_000;
  private static final int FIRST_TEXT = 1;
  private static final int LAST_TEXT = 8;
  private int runs;

  @Override
  public void run(String job, Site site) throws Exception {
    var target = new SingleConnectionDataSource(site.rewriting(), true);
    target.setAutoCommit(false);
    try {
      var repository = new ResourcelessJobRepository();
      var transactions = new JdbcTransactionManager(target);
      JdbcCursorItemReader<Object[]> reader = reader(site);
      JdbcBatchItemWriter<Object[]> writer =
          new JdbcBatchItemWriterBuilder<Object[]>()
              .dataSource(target)
              .sql(upsert(site, job.equals("distinct")))
              .itemPreparedStatementSetter(SpringBatch::bind)
              .assertUpdates(false)
              .build();
      writer.afterPropertiesSet();
      var step =
          new StepBuilder("copy", repository)
              .<Object[], Object[]>chunk(CHUNK, transactions)
              .reader(reader)
              .processor(SpringBatch::trim)
              .writer(writer)
              .build();
      var copy = new JobBuilder("customers", repository).start(step).build();
      var launcher = new TaskExecutorJobLauncher();
      launcher.setJobRepository(repository);
      launcher.afterPropertiesSet();
      JobExecution done =
          launcher.run(
              copy, new JobParametersBuilder().addLong("run", (long) runs++).toJobParameters());
      if (done.getStatus() != BatchStatus.COMPLETED) {
        throw new IllegalStateException(String.valueOf(done.getAllFailureExceptions()));
      }
    } finally {
      target.destroy();
    }
  }

  private static JdbcCursorItemReader<Object[]> reader(Site site) throws Exception {
    JdbcCursorItemReader<Object[]> reader =
        new JdbcCursorItemReaderBuilder<Object[]>()
            .name("customers")
            .dataSource(new DriverManagerDataSource(site.source()))
            .sql("SELECT * FROM customer")
            .fetchSize(FETCH)
            .connectionAutoCommit(false)
            .verifyCursorPosition(false)
            .saveState(false)
            .rowMapper((row, number) -> read(row, site.postgres()))
            .build();
    reader.afterPropertiesSet();
    return reader;
  }

  private static Object[] read(ResultSet row, boolean postgres) throws SQLException {
    Object[] values = new Object[Customers.COLUMNS.size()];
    values[0] = row.getLong(1);
    for (int i = FIRST_TEXT; i <= LAST_TEXT; i++) {
      values[i] = row.getString(i + 1);
    }
    values[9] = row.getBigDecimal(10);
    values[10] = row.getBoolean(11);
    values[11] = postgres ? row.getObject(12, java.time.OffsetDateTime.class) : row.getString(12);
    return values;
  }

  private static Object[] trim(Object[] row) {
    for (int i = FIRST_TEXT; i <= LAST_TEXT; i++) {
      row[i] = row[i] instanceof String text ? text.strip() : row[i];
    }
    return row;
  }

  private static void bind(Object[] row, PreparedStatement statement) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      statement.setObject(i + 1, row[i]);
    }
  }

  private static String upsert(Site site, boolean distinct) {
    var others = Customers.COLUMNS.subList(1, Customers.COLUMNS.size());
    String differs = site.postgres() ? " IS DISTINCT FROM " : " IS NOT ";
    return "INSERT INTO customer_copy ("
        + String.join(", ", Customers.COLUMNS)
        + ") VALUES (?"
        + ", ?".repeat(others.size())
        + ") ON CONFLICT (id) DO UPDATE SET "
        + others.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", "))
        + (distinct
            ? " WHERE ("
                + others.stream().map(c -> "customer_copy." + c).collect(Collectors.joining(", "))
                + ")"
                + differs
                + "("
                + others.stream().map(c -> "excluded." + c).collect(Collectors.joining(", "))
                + ")"
            : "");
  }
}
