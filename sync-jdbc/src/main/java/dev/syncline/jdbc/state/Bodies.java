package dev.syncline.jdbc.state;

import dev.syncline.api.Change;
import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.CompleteScan;
import dev.syncline.api.state.SyncProgress.CursorMark;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.api.state.SyncProgress.OpenScan;
import java.util.function.Function;

/**
 * The entries that the store keeps as one body of bytes. Every body starts with the number of its
 * form; a form once written stays readable.
 */
final class Bodies {
  private static final int FORM = 1;

  private Bodies() {}

  private static Packer packer() {
    return new Packer().number(FORM);
  }

  private static <T> T unpack(byte[] body, Function<Unpacker, T> shape) {
    return Unpacker.unpack(
        body,
        in -> {
          long form = in.number();
          if (form != FORM) {
            throw new PermanentException(
                "the state store holds an entry of form "
                    + form
                    + ", which this version of Syncline does not know; update Syncline");
          }
          return shape.apply(in);
        });
  }

  static byte[] pack(SyncProgress progress) {
    var out = packer();
    out.optional(progress.cursor(), out::cursor);
    out.list(progress.cursorHistory(), (p, m) -> p.instant(m.takenAt()).cursor(m.cursor()));
    out.optional(
        progress.openScan(),
        scan -> {
          out.number(scan.scan()).text(scan.scope());
          out.optional(scan.position(), position -> out.text(position.token()));
          out.blob(scan.seen());
        });
    out.optional(
        progress.completeScan(),
        scan -> out.number(scan.scan()).text(scan.scope()).instant(scan.finishedAt()));
    out.number(progress.nextScan()).number(progress.nextOrdinal()).number(progress.commits());
    out.list(
        progress.hashVersions(),
        (p, v) -> p.number(v.number()).number(v.form()).text(v.algorithm()).text(v.mapping()));
    out.list(progress.parentSyncs(), Packer::text);
    out.optional(progress.withheld(), out::withheld);
    return out.toBytes();
  }

  static SyncProgress progress(byte[] body) {
    return unpack(
        body,
        in ->
            new SyncProgress(
                in.optional(Unpacker::cursor),
                in.list(i -> new CursorMark(i.instant(), i.cursor())),
                in.optional(
                    i ->
                        new OpenScan(
                            i.number(),
                            i.text(),
                            i.optional(p -> new ResumePosition(p.text())),
                            i.blob())),
                in.optional(i -> new CompleteScan(i.number(), i.text(), i.instant())),
                in.number(),
                in.number(),
                in.number(),
                in.list(i -> new HashVersion(i.integer(), i.integer(), i.text(), i.text())),
                in.list(Unpacker::text),
                in.optional(Unpacker::withheld)));
  }

  static byte[] pack(PendingChild child) {
    return packer()
        .hash(child.keyHash())
        .text(child.key())
        .text(child.raw())
        .list(
            child.missing(),
            (p, m) -> p.text(m.field()).text(m.sync()).hash(m.keyHash()).text(m.key()))
        .number(child.attempts())
        .number(child.parentCommits())
        .instant(child.nextTry())
        .instant(child.parkedAt())
        .optionalNumber(child.lastScan())
        .toBytes();
  }

  static PendingChild pending(byte[] body) {
    return unpack(
        body,
        in ->
            new PendingChild(
                in.hash(),
                in.text(),
                in.text(),
                in.list(i -> new MissingParent(i.text(), i.text(), i.hash(), i.text())),
                in.integer(),
                in.number(),
                in.instant(),
                in.instant(),
                in.optionalNumber()));
  }

  static byte[] pack(DeadLetter letter) {
    return packer()
        .hash(letter.id())
        .optionalText(letter.key())
        .text(letter.rawHash())
        .text(letter.stage().name())
        .text(letter.errorType())
        .text(letter.message())
        .text(letter.fingerprint())
        .text(letter.raw())
        .optionalText(letter.normalized())
        .optionalText(letter.mapped())
        .number(letter.attempts())
        .instant(letter.firstSeen())
        .instant(letter.lastSeen())
        .text(letter.runId())
        .optionalNumber(letter.firstScan())
        .optionalNumber(letter.lastScan())
        .toBytes();
  }

  static DeadLetter deadLetter(byte[] body) {
    return unpack(
        body,
        in ->
            new DeadLetter(
                in.hash(),
                in.optionalText(),
                in.text(),
                Stage.valueOf(in.text()),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                in.integer(),
                in.instant(),
                in.instant(),
                in.text(),
                in.optionalNumber(),
                in.optionalNumber()));
  }

  static byte[] pack(Intent intent) {
    return packer()
        .hash(intent.keyHash())
        .text(intent.key())
        .text(intent.change().name())
        .blob(intent.dataHash().toBytes())
        .number(intent.attempt())
        .text(intent.runId())
        .instant(intent.journalledAt())
        .toBytes();
  }

  static Intent intent(byte[] body) {
    return unpack(
        body,
        in ->
            new Intent(
                in.hash(),
                in.text(),
                Change.valueOf(in.text()),
                DataHash.of(in.blob()),
                in.integer(),
                in.text(),
                in.instant()));
  }

  static byte[] pack(RunReport run) {
    var out = packer();
    out.text(run.sync()).text(run.runId()).text(run.status().name()).instant(run.startedAt());
    out.optional(run.finishedAt(), out::instant);
    Ledger books = run.ledger();
    out.number(books.fetched()).number(books.carried()).number(books.absent());
    out.number(books.inserted()).number(books.updated()).number(books.unchanged());
    out.number(books.deleted()).number(books.filtered()).number(books.superseded());
    out.number(books.rejected()).number(books.pending()).number(books.deferred());
    RunMetrics cost = run.metrics();
    out.number(cost.retries()).number(cost.bytesRead());
    out.number(cost.requests()).number(cost.peakQueue());
    out.optional(run.failure(), f -> out.text(f.stage().name()).text(f.message()));
    out.optional(run.withheld(), out::withheld);
    out.list(run.notices(), Packer::text);
    return out.toBytes();
  }

  static RunReport run(byte[] body) {
    return unpack(
        body,
        in ->
            new RunReport(
                in.text(),
                in.text(),
                RunStatus.valueOf(in.text()),
                in.instant(),
                in.optional(Unpacker::instant),
                ledger(in),
                new RunMetrics(in.number(), in.number(), in.number(), in.integer()),
                in.optional(i -> new RunFailure(Stage.valueOf(i.text()), i.text())),
                in.optional(Unpacker::withheld),
                in.list(Unpacker::text)));
  }

  private static Ledger ledger(Unpacker in) {
    return new Ledger(
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number());
  }
}
