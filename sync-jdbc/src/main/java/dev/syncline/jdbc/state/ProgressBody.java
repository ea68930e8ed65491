package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.CompleteScan;
import dev.syncline.api.state.SyncProgress.CursorMark;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.api.state.SyncProgress.OpenScan;
import dev.syncline.api.state.SyncProgress.ParentSync;
import java.util.Optional;

/**
 * The progress of a sync without its cursor, as one body of bytes: it is replaced as a whole and
 * holds a bitmap. It starts with the number of its form; a form once written stays readable.
 */
final class ProgressBody {
  private static final int FORM = 2;

  /** Without the source's fields. */
  private static final int FIRST_FORM = 1;

  private ProgressBody() {}

  static byte[] pack(SyncProgress progress) {
    var out = new Packer().number(FORM);
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
        scan ->
            out.number(scan.scan())
                .text(scan.scope())
                .instant(scan.finishedAt())
                .blob(scan.missed()));
    out.number(progress.nextScan()).number(progress.nextOrdinal()).number(progress.commits());
    out.number(progress.renewals());
    out.list(
        progress.hashVersions(),
        (p, v) ->
            p.number(v.number())
                .number(v.form())
                .text(v.algorithm())
                .text(v.mapping())
                .text(v.destination()));
    out.list(
        progress.parents(),
        (p, parent) ->
            p.text(parent.sync()).number(parent.holds() ? 1 : 0).number(parent.renewals()));
    out.optional(progress.withheld(), out::withheld);
    out.optional(
        progress.source(), known -> SchemaParts.pack(out.text(known.scope()), known.schema()));
    return out.toBytes();
  }

  static SyncProgress unpack(byte[] body, Optional<Cursor> cursor) {
    return Unpacker.unpack(
        body,
        in -> {
          long form = in.number();
          if (form != FORM && form != FIRST_FORM) {
            throw new PermanentException(
                "the state store holds an entry of form "
                    + form
                    + ", which this version of Syncline does not know; update Syncline");
          }
          return progress(in, form, cursor);
        });
  }

  private static SyncProgress progress(Unpacker in, long form, Optional<Cursor> cursor) {
    return new SyncProgress(
        cursor,
        in.list(i -> new CursorMark(i.instant(), i.cursor())),
        in.optional(
            i ->
                new OpenScan(
                    i.number(), i.text(), i.optional(p -> new ResumePosition(p.text())), i.blob())),
        in.optional(i -> new CompleteScan(i.number(), i.text(), i.instant(), i.blob())),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.list(i -> new HashVersion(i.integer(), i.integer(), i.text(), i.text(), i.text())),
        in.list(i -> new ParentSync(i.text(), i.number() == 1, i.number())),
        in.optional(Unpacker::withheld),
        form == FIRST_FORM
            ? Optional.empty()
            : in.optional(i -> new KnownSource(i.text(), SchemaParts.unpack(i))));
  }
}
