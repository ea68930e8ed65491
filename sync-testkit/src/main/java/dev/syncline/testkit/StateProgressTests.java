package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Limits.Unit;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.CompleteScan;
import dev.syncline.api.state.SyncProgress.CursorMark;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.api.state.SyncProgress.OpenScan;
import dev.syncline.api.state.SyncProgress.ParentSync;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a sync has come. */
abstract class StateProgressTests extends StateTests {

  private static final String TEXT = TestRecords.ANY_TEXT;

  StateProgressTests(StateStoreContract contract) {
    super(contract);
  }

  static SyncProgress full() {
    var seen = new BitSet();
    seen.set(0);
    seen.set(100_000, 2_000_000);
    return new SyncProgress(
        Optional.of(new Cursor(Integer.MAX_VALUE, TEXT)),
        List.of(
            new CursorMark(Instant.parse("1969-12-31T23:59:59.999999999Z"), new Cursor(0, "")),
            new CursorMark(Instant.parse("2024-02-29T23:59:59.123456789Z"), new Cursor(1, TEXT))),
        Optional.of(
            new OpenScan(
                Long.MAX_VALUE - 1,
                TEXT,
                Optional.of(new ResumePosition(TEXT)),
                seen.toByteArray())),
        Optional.of(
            new CompleteScan(
                7, "", Instant.parse("2024-03-01T00:00:00.000000001Z"), new byte[] {0, -1, 5})),
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 2,
        List.of(
            new HashVersion(1, 1, "XXH128", TEXT, "elsewhere"),
            new HashVersion(2, 3, "SHA-256", "", TEXT)),
        List.of(
            new ParentSync("countries", true, Long.MAX_VALUE),
            new ParentSync("😀", false, 0),
            new ParentSync("countries", false, 7)),
        Optional.of(new WithheldDeletes(7, Long.MAX_VALUE, TEXT, List.of(TEXT, ""))),
        Optional.of(new KnownSource(TEXT, everyField())));
  }

  /** Every type, and every limit. */
  private static Schema everyField() {
    var fields = new ArrayList<Field>();
    for (LogicalType type : LogicalType.values()) {
      fields.add(Field.of(type.name(), type));
    }
    var max = BigInteger.ONE.shiftLeft(64);
    fields.add(new Field(TEXT, LogicalType.STRING, false, Limits.length(5)));
    fields.add(new Field("a", LogicalType.STRING, true, Limits.length(9, Unit.UTF8_BYTES)));
    fields.add(new Field("b", LogicalType.DECIMAL, true, Limits.digits(10, -2)));
    fields.add(new Field("c", LogicalType.TIMESTAMP, false, Limits.fraction(0)));
    fields.add(
        new Field(
            "d", LogicalType.INTEGER, false, Limits.range(max.negate(), max).withPrecision(20)));
    return Schema.of(fields);
  }

  /** Recursively, because records compare the seen set, an array, by identity. */
  static void assertEqual(SyncProgress actual, SyncProgress expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(Arrays::equals, byte[].class)
        .isEqualTo(expected);
  }

  private static SyncProgress withheld(long scan) {
    var fresh = SyncProgress.NEW;
    return new SyncProgress(
        fresh.cursor(),
        fresh.cursorHistory(),
        fresh.openScan(),
        fresh.completeScan(),
        fresh.nextScan(),
        fresh.nextOrdinal(),
        fresh.commits(),
        fresh.renewals(),
        fresh.hashVersions(),
        fresh.parents(),
        Optional.of(new WithheldDeletes(scan, 50, "more than 10 percent", List.of("key-1"))),
        fresh.source());
  }

  @Test
  @DisplayName("that never ran is that of a new sync")
  void ofANewSync() {
    var state = session("orders").load();

    assertThat(state.progress()).isEqualTo(SyncProgress.NEW);
    assertThat(state.records()).isZero();
    assertThat(state.pending()).isZero();
    assertThat(state.deadLetters()).isZero();
    assertThat(state.unfinished()).isEmpty();
    assertThat(state.approvedScan()).isEmpty();
    assertThat(queries().state("never-heard-of").progress()).isEqualTo(SyncProgress.NEW);
  }

  @Test
  @DisplayName("comes back exactly as it was: cursors, open scan with its seen set, versions")
  void comesBackExactly() {
    var session = session("orders");

    session.commit(Checkpoint.builder(full()).build());

    assertEqual(session.load().progress(), full());
    assertEqual(queries().state("orders").progress(), full());
  }

  @Test
  @DisplayName("remembers the source's fields in the checkpoint that says so, and forgets them so")
  void remembersTheSource() {
    var session = session("orders");
    var known = Optional.of(new KnownSource("scope", everyField()));
    session.commit(Checkpoint.builder(SyncProgress.NEW.withSource(known)).build());
    assertThat(session.load().progress().source()).isEqualTo(known);
    assertThat(queries().state("orders").progress().source()).isEqualTo(known);

    session.commit(Checkpoint.builder(SyncProgress.NEW).build());
    assertThat(session.load().progress().source()).isEmpty();
  }

  @Test
  @DisplayName("is replaced as a whole by the next checkpoint")
  void isReplaced() {
    var session = session("orders");
    session.commit(Checkpoint.builder(full()).build());

    session.commit(Checkpoint.builder(SyncProgress.NEW).build());

    assertThat(session.load().progress()).isEqualTo(SyncProgress.NEW);
  }

  @Test
  @DisplayName("keeps an open scan that nothing was seen of and that cannot be resumed")
  void keepsAnEmptyOpenScan() {
    var fresh = SyncProgress.NEW;
    var progress =
        new SyncProgress(
            fresh.cursor(),
            fresh.cursorHistory(),
            Optional.of(new OpenScan(1, "scope", Optional.empty(), new byte[0])),
            fresh.completeScan(),
            2,
            fresh.nextOrdinal(),
            fresh.commits(),
            fresh.renewals(),
            fresh.hashVersions(),
            fresh.parents(),
            fresh.withheld(),
            fresh.source());
    var session = session("orders");

    session.commit(Checkpoint.builder(progress).build());

    assertEqual(session.load().progress(), progress);
  }

  @Test
  @DisplayName("of one sync is not that of another")
  void isPerSync() {
    session("orders").commit(Checkpoint.builder(TestStates.progress(9, 9)).build());

    assertThat(session("customers").load().progress()).isEqualTo(SyncProgress.NEW);
  }

  @Test
  @DisplayName("is listed for every sync that ran, in alphabetical order")
  void isListed() {
    for (String sync : List.of("regions", "countries", "orders")) {
      session(sync).commit(checkpoint().build());
    }

    assertThat(queries().syncs()).containsExactly("countries", "orders", "regions");
  }

  @Test
  @DisplayName("lets a person approve the withheld deletes of the very scan that found them")
  void approvesTheVeryScan() {
    var session = session("orders");
    session.commit(Checkpoint.builder(withheld(7)).build());

    assertThat(store().approveDeletes("orders", 6)).isFalse();
    assertThat(store().approveDeletes("customers", 7)).isFalse();
    assertThat(session.load().approvedScan()).isEmpty();

    assertThat(store().approveDeletes("orders", 7)).isTrue();
    assertThat(session.load().approvedScan()).isEqualTo(OptionalLong.of(7));
    assertThat(queries().state("orders").approvedScan()).isEqualTo(OptionalLong.of(7));
  }

  @Test
  @DisplayName("keeps an approval until a checkpoint uses it up")
  void approvalIsConsumed() {
    var session = session("orders");
    session.commit(Checkpoint.builder(withheld(7)).build());
    assertThat(store().approveDeletes("orders", 7)).isTrue();

    session.commit(Checkpoint.builder(withheld(7)).build());
    assertThat(session.load().approvedScan()).isEqualTo(OptionalLong.of(7));
    session.commit(Checkpoint.builder(SyncProgress.NEW).consumesApproval().build());

    assertThat(session.load().approvedScan()).isEmpty();
    assertThat(store().approveDeletes("orders", 7)).isFalse();
  }
}
