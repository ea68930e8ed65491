package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.Row.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the dead letter of a rejected row. */
final class DeadLetters {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Identity identity = new Identity();
  private final String runId;
  private final OptionalLong scan;
  private @Nullable Schema lastSchema;
  private Identity.@Nullable Shape lastShape;

  DeadLetters(String runId, OptionalLong scan) {
    this.runId = runId;
    this.scan = scan;
  }

  /** The letter of a rejected row; an earlier one of the same record goes on in it. */
  DeadLetter of(WorkBatch batch, Row row, Rejection why, Instant now) {
    OptionalLong scanned = scanOf(batch, row);
    String rawHash = rawHash(batch.schema(), row);
    DeadLetter earlier = row.letter;
    DeadLetter same = earlier != null && earlier.rawHash().equals(rawHash) ? earlier : null;
    return new DeadLetter(
        row.id,
        Optional.ofNullable(row.key).map(RecordText::ofKey),
        rawHash,
        why.stage(),
        why.errorType(),
        why.message(),
        fingerprint(why),
        RecordText.ofRecord(batch.schema(), row.op, row.raw),
        row.values == row.raw
            ? Optional.empty()
            : Optional.of(RecordText.ofRecord(row.schema, row.op, row.values)),
        Optional.ofNullable(row.mappedSchema)
            .map(schema -> RecordText.ofRecord(schema, row.op, row.mapped)),
        same == null ? 1 : same.attempts() + 1,
        earlier == null ? now : earlier.firstSeen(),
        now,
        runId,
        same != null && same.firstScan().isPresent() ? same.firstScan() : scanned,
        scanned.isPresent() || earlier == null ? scanned : earlier.lastScan());
  }

  /** A parked child was read by the scan that parked it. */
  private OptionalLong scanOf(WorkBatch batch, Row row) {
    return switch (batch.intake()) {
      case FETCHED -> scan;
      case CARRIED -> row.pending == null ? OptionalLong.empty() : row.pending.lastScan();
      case ABSENT -> OptionalLong.empty();
    };
  }

  private String rawHash(Schema schema, Row row) {
    if (lastShape == null || lastSchema != schema) {
      lastShape = Identity.Shape.of(schema);
      lastSchema = schema;
    }
    try {
      return identity.raw(lastShape, row.raw).toString();
    } catch (IllegalArgumentException | ArithmeticException e) {
      // That it has no canonical form may be why it was rejected.
      return identity.key(List.of(RecordText.ofRecord(schema, row.op, row.raw))).toString();
    }
  }

  /** The message without what differs from record to record. */
  static String fingerprint(Rejection why) {
    String general = QUOTED.matcher(why.message()).replaceAll("'…'");
    return why.stage() + " " + why.errorType() + ": " + NUMBER.matcher(general).replaceAll("#");
  }
}
