package dev.syncline.benchmarks.ratios;

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
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The same job in Spring Batch, with its own cursor reader and batch writer. */
final class SpringBatch implements Contestant {
  private int runs;

  @Override
  public void run(String job, Site site) throws Exception {
    var target = Peers.target(site);
    try {
      var repository = new ResourcelessJobRepository();
      var transactions = new JdbcTransactionManager(target);
      JdbcCursorItemReader<Object[]> reader = reader(site);
      JdbcBatchItemWriter<Object[]> writer =
          new JdbcBatchItemWriterBuilder<Object[]>()
              .dataSource(target)
              .sql(Peers.sql(site, job))
              .itemPreparedStatementSetter(CustomerRow::bind)
              .assertUpdates(false)
              .build();
      writer.afterPropertiesSet();
      var step =
          new StepBuilder("copy", repository)
              .<Object[], Object[]>chunk(Peers.BATCH, transactions)
              .reader(reader)
              .processor(CustomerRow::trim)
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
            .sql(Peers.SELECT)
            .fetchSize(Peers.FETCH)
            .connectionAutoCommit(false)
            .verifyCursorPosition(false)
            .saveState(false)
            .rowMapper((row, number) -> CustomerRow.read(row, site.from()))
            .build();
    reader.afterPropertiesSet();
    return reader;
  }
}
