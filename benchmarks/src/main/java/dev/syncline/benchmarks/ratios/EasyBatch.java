package dev.syncline.benchmarks.ratios;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jeasy.batch.core.job.JobBuilder;
import org.jeasy.batch.core.job.JobExecutor;
import org.jeasy.batch.core.job.JobReport;
import org.jeasy.batch.core.job.JobStatus;
import org.jeasy.batch.core.record.GenericRecord;
import org.jeasy.batch.core.record.Record;
import org.jeasy.batch.jdbc.JdbcRecord;
import org.jeasy.batch.jdbc.JdbcRecordReader;
import org.jeasy.batch.jdbc.JdbcRecordWriter;

/** The same job in Easy Batch, with its own JDBC reader and writer, whose types are raw. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class EasyBatch implements Contestant {

  @Override
  public void run(String job, Site site) {
    var source = Peers.source(site);
    var target = Peers.target(site);
    try (var executor = new Executor()) {
      var reader = new JdbcRecordReader(source, Peers.SELECT);
      reader.setFetchSize(Peers.FETCH);
      JobReport report =
          executor.jobs.execute(
              new JobBuilder()
                  .batchSize(Peers.BATCH)
                  .reader(reader)
                  .mapper(record -> mapped(record, site.from()))
                  .processor(EasyBatch::trimmed)
                  .writer(new JdbcRecordWriter(target, Peers.sql(site, job), EasyBatch::bind))
                  .build());
      if (report.getStatus() != JobStatus.COMPLETED || report.getMetrics().getErrorCount() > 0) {
        throw new IllegalStateException(String.valueOf(report), report.getLastError());
      }
    } finally {
      source.destroy();
      target.destroy();
    }
  }

  private static Record mapped(Record record, Database database) throws SQLException {
    ResultSet row = ((JdbcRecord) record).getPayload();
    return new GenericRecord(record.getHeader(), CustomerRow.read(row, database));
  }

  private static Record trimmed(Record record) {
    CustomerRow.trim((Object[]) record.getPayload());
    return record;
  }

  private static void bind(PreparedStatement statement, Object row) throws SQLException {
    CustomerRow.bind((Object[]) row, statement);
  }

  /** Its threads would keep the process from ending. */
  private record Executor(JobExecutor jobs) implements AutoCloseable {
    Executor() {
      this(new JobExecutor());
    }

    @Override
    public void close() {
      jobs.shutdown();
    }
  }
}
