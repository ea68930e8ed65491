package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import java.util.List;

/** How the process ends. */
final class ExitStatus {
  /** Nothing failed. A run that paused is a success that the next one goes on with. */
  static final int OK = 0;

  /** Something failed, or could not even begin. */
  static final int FAILED = 1;

  /** Everything was done, but some records were rejected, or deletes wait for approval. */
  static final int REJECTS = 2;

  private ExitStatus() {}

  static int of(List<RunReport> reports) {
    int status = OK;
    for (RunReport report : reports) {
      if (!report.status().success()) {
        return FAILED;
      }
      boolean rejects =
          report.status() == RunStatus.SUCCEEDED_WITH_REJECTS || report.ledger().rejected() > 0;
      status = rejects ? REJECTS : status;
    }
    return status;
  }
}
