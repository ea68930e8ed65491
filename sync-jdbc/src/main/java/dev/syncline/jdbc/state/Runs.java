package dev.syncline.jdbc.state;

import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.WithheldDeletes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The table {@code syncline_run}: the last runs of a sync. */
final class Runs {
  private static final String NAME = "syncline_run";
  private static final long KEPT = 1_000;
  private static final int CHANGE_PARTS = 5;
  private static final List<String> COLUMNS =
      List.of(
          "status",
          "started_at",
          "finished_at",
          "fetched",
          "carried",
          "absent",
          "inserted",
          "updated",
          "unchanged",
          "deleted",
          "filtered",
          "superseded",
          "rejected",
          "pending",
          "deferred",
          "retries",
          "bytes_read",
          "requests",
          "peak_queue",
          "failure_stage",
          "failure_message",
          "pause_reason",
          "resume_at",
          "withheld_scan",
          "withheld_count",
          "withheld_reason",
          "withheld_sample",
          "drift",
          "notices");
  private static final String SELECT =
      "SELECT s.name, r.run_id, r."
          + String.join(", r.", COLUMNS)
          + " FROM syncline_run r JOIN syncline_sync s ON s.id = r.sync_id WHERE r.sync_id = ?";
  private static final String UPDATE =
      "UPDATE syncline_run SET "
          + String.join(" = ?, ", COLUMNS)
          + " = ? WHERE sync_id = ? AND run_id = ?";
  private static final String INSERT =
      "INSERT INTO syncline_run ("
          + String.join(", ", COLUMNS)
          + ", sync_id, run_id, seq) VALUES ("
          + String.join(", ", Collections.nCopies(COLUMNS.size() + 3, "?"))
          + ")";

  private final Connection connection;
  private final long sync;

  Runs(Connection connection, long sync) {
    this.connection = connection;
    this.sync = sync;
  }

  /** The latest runs, newest first. */
  List<RunReport> latest(int max) throws SQLException {
    try (var statement =
        connection.prepareStatement(SELECT + " ORDER BY r.seq DESC LIMIT " + Math.max(0, max))) {
      statement.setLong(1, sync);
      return RowReader.all(statement, Runs::read);
    }
  }

  /** The latest run that has not ended. */
  Optional<RunReport> running() throws SQLException {
    try (var statement =
        connection.prepareStatement(SELECT + " AND r.status = ? ORDER BY r.seq DESC LIMIT 1")) {
      statement.setLong(1, sync);
      statement.setString(2, RunStatus.RUNNING.name());
      return RowReader.all(statement, Runs::read).stream().findFirst();
    }
  }

  /** A run by its place in the history. */
  Optional<RunReport> bySeq(long seq) throws SQLException {
    try (var statement = connection.prepareStatement(SELECT + " AND r.seq = ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq);
      return RowReader.all(statement, Runs::read).stream().findFirst();
    }
  }

  /** The place of a run in the history. */
  OptionalLong seq(String runId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT seq FROM syncline_run WHERE sync_id = ? AND run_id = ?")) {
      statement.setLong(1, sync);
      statement.setString(2, runId);
      try (var row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  void put(RunReport run) throws SQLException {
    try (var statement = connection.prepareStatement(UPDATE)) {
      write(run, new RowWriter(statement)).number(sync).text(run.runId());
      if (statement.executeUpdate() > 0) {
        return;
      }
    }
    long seq = new KeyedRows(connection, NAME, sync).nextSeq();
    try (var statement = connection.prepareStatement(INSERT)) {
      write(run, new RowWriter(statement)).number(sync).text(run.runId()).number(seq);
      statement.executeUpdate();
    }
    try (var statement =
        connection.prepareStatement("DELETE FROM syncline_run WHERE sync_id = ? AND seq <= ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq - KEPT);
      statement.executeUpdate();
    }
  }

  private static RowWriter write(RunReport run, RowWriter row) throws SQLException {
    row.name(run.status()).instant(run.startedAt()).instant(run.finishedAt());
    Ledger books = run.ledger();
    row.number(books.fetched()).number(books.carried()).number(books.absent());
    row.number(books.inserted()).number(books.updated()).number(books.unchanged());
    row.number(books.deleted()).number(books.filtered()).number(books.superseded());
    row.number(books.rejected()).number(books.pending()).number(books.deferred());
    RunMetrics cost = run.metrics();
    row.number(cost.retries()).number(cost.bytesRead());
    row.number(cost.requests()).number(cost.peakQueue());
    row.text(run.failure().map(f -> f.stage().name()));
    row.prose(run.failure().map(RunFailure::message));
    row.prose(run.pause().map(RunPause::reason));
    row.instant(run.pause().flatMap(RunPause::resumeAt));
    var withheld = run.withheld();
    row.number(withheld.map(w -> OptionalLong.of(w.scan())).orElse(OptionalLong.empty()));
    row.number(withheld.map(w -> OptionalLong.of(w.count())).orElse(OptionalLong.empty()));
    row.prose(withheld.map(WithheldDeletes::reason));
    row.text(withheld.map(w -> Lines.join(w.sample())));
    row.text(Lines.joinParts(run.drift().stream().map(Runs::parts).toList()));
    return row.text(Lines.join(run.notices()));
  }

  private static RunReport read(RowReader row) throws SQLException {
    return new RunReport(
        row.text(),
        row.text(),
        row.name(RunStatus.class),
        row.instant(),
        row.optionalText().map(Instant::parse),
        ledger(row),
        new RunMetrics(row.number(), row.number(), row.number(), row.integer()),
        failure(row),
        pause(row),
        withheld(row),
        drift(row),
        Lines.split(row.text()));
  }

  private static List<String> parts(SchemaChange change) {
    return List.of(
        change.field(),
        change.kind().name(),
        change.before(),
        change.now(),
        change.answer().name());
  }

  /** Null in a run of an earlier version. */
  private static List<SchemaChange> drift(RowReader row) throws SQLException {
    return Lines.splitParts(row.optionalText().orElse(""), CHANGE_PARTS).stream()
        .map(
            part ->
                new SchemaChange(
                    part.get(0),
                    Kind.valueOf(part.get(1)),
                    part.get(2),
                    part.get(3),
                    Answer.valueOf(part.get(4))))
        .toList();
  }

  private static Ledger ledger(RowReader row) throws SQLException {
    return new Ledger(
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number());
  }

  private static Optional<RunFailure> failure(RowReader row) throws SQLException {
    Optional<String> stage = row.optionalText();
    Optional<String> message = row.optionalText();
    return stage.map(name -> new RunFailure(Stage.valueOf(name), message.orElse("")));
  }

  private static Optional<RunPause> pause(RowReader row) throws SQLException {
    Optional<String> reason = row.optionalText();
    Optional<Instant> resumeAt = row.optionalText().map(Instant::parse);
    return reason.map(text -> new RunPause(text, resumeAt));
  }

  private static Optional<WithheldDeletes> withheld(RowReader row) throws SQLException {
    OptionalLong scan = row.optionalNumber();
    long count = row.number();
    String reason = row.optionalText().orElse("");
    List<String> sample = Lines.split(row.optionalText().orElse(""));
    return scan.isPresent()
        ? Optional.of(new WithheldDeletes(scan.getAsLong(), count, reason, sample))
        : Optional.empty();
  }
}
