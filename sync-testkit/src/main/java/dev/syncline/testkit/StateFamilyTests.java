package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.child;
import static dev.syncline.testkit.TestStates.intent;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.pending;
import static dev.syncline.testkit.TestStates.progressWithParents;
import static dev.syncline.testkit.TestStates.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncProgress.ParentSync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** References of parents, children that hold a parent, children that wait for one. */
abstract class StateFamilyTests extends StateTests {

  StateFamilyTests(StateStoreContract contract) {
    super(contract);
  }

  private static BitSet bits(int... set) {
    var bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  private StateSession regionsBelow(String parentSync, long... parents) {
    var states =
        LongStream.range(0, parents.length)
            .mapToObj(i -> child(i, KeyHashes.of(key(parents[(int) i]))))
            .toList();
    var session = session("regions");
    session.commit(Checkpoint.builder(progressWithParents(parentSync)).written(states).build());
    return session;
  }

  private static PendingChild extreme() {
    return new PendingChild(
        new KeyHash(-1, -1),
        TestRecords.ANY_TEXT,
        TestRecords.ANY_TEXT + "x".repeat(1 << 20),
        List.of(
            new MissingParent("a", "p 😀", new KeyHash(Long.MIN_VALUE, 0), ""),
            new MissingParent("", "q", key(1), TestRecords.ANY_TEXT)),
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        Instant.parse("9999-12-31T23:59:59.999999999Z"),
        Instant.parse("1969-12-31T23:59:59.000000001Z"),
        OptionalLong.of(Long.MAX_VALUE),
        true);
  }

  @Test
  @DisplayName("a child gets the references of those parents that are at the destination")
  void parentsAreFound() {
    session("countries")
        .commit(Checkpoint.builder(TestStates.progress(3, 5)).written(records(0, 2)).build());

    var refs = session("regions").parents("countries", KeyHashes.of(key(2), key(9), key(0)));

    assertThat(refs.refs()).containsOnlyKeys(key(0), key(2));
    assertThat(refs.ref(key(2))).contains("ref-2");
    assertThat(refs.commits()).isEqualTo(5);
  }

  @Test
  @DisplayName("a parent whose delete is in doubt is not there until that is resolved")
  void parentsInDoubt() {
    var countries = session("countries");
    countries.commit(checkpoint().written(records(0, 2)).build());
    countries.journal(
        List.of(
            new Intent(
                key(1),
                "key-1",
                Change.DELETE,
                TestStates.hash(1),
                Optional.empty(),
                KeyHashes.EMPTY,
                1,
                "run-1",
                TestStates.TIME)));

    var regions = session("regions");
    assertThat(regions.parents("countries", KeyHashes.of(key(1), key(2))).refs())
        .containsOnlyKeys(key(2));
    countries.commit(checkpoint().resolved(List.of(key(1))).build());
    assertThat(regions.parents("countries", KeyHashes.of(key(1), key(2))).refs()).hasSize(2);
  }

  @Test
  @DisplayName("the parents of a sync that never ran are not there, and it has no commits")
  void parentsOfAnUnknownSync() {
    var refs = session("regions").parents("countries", KeyHashes.of(key(1)));

    assertThat(refs.refs()).isEmpty();
    assertThat(refs.commits()).isZero();
  }

  @Test
  @DisplayName("parents are looked up by the thousand")
  void parentsByTheThousand() {
    session("countries").commit(states(records(0, 2_999)));

    var refs = session("regions").parents("countries", KeyHashes.of(TestStates.keys(0, 5_999)));

    assertThat(refs.refs()).hasSize(3_000);
  }

  @Test
  @DisplayName("a parent has children as long as one record of another sync refers to it")
  void childrenAreSeen() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    var regions = session("regions");
    regions.commit(
        Checkpoint.builder(progressWithParents("countries"))
            .written(
                List.of(
                    child(10, KeyHashes.of(key(1))),
                    child(11, KeyHashes.of(key(1))),
                    child(12, KeyHashes.of(key(3)))))
            .build());
    var asked = KeyHashes.of(key(0), key(1), key(2), key(3));

    assertThat(countries.haveChildren(asked)).isEqualTo(bits(1, 3));

    regions.commit(
        Checkpoint.builder(progressWithParents("countries"))
            .removed(List.of(key(10), key(12)))
            .build());
    assertThat(countries.haveChildren(asked)).isEqualTo(bits(1));

    regions.commit(
        Checkpoint.builder(progressWithParents("countries"))
            .written(List.of(child(11, KeyHashes.of(key(2)))))
            .build());
    assertThat(countries.haveChildren(asked)).isEqualTo(bits(2));
  }

  @Test
  @DisplayName("a parent may have children as long as writes of their sync are in doubt")
  void childrenInDoubt() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    var regions = session("regions");
    regions.commit(Checkpoint.builder(progressWithParents("countries")).build());
    regions.journal(List.of(intent(10)));
    var asked = KeyHashes.of(key(0), key(1));

    assertThat(countries.haveChildren(asked)).isEqualTo(bits(0, 1));

    regions.commit(
        Checkpoint.builder(progressWithParents("countries")).resolved(List.of(key(10))).build());
    assertThat(countries.haveChildren(asked)).isEqualTo(bits());
  }

  @Test
  @DisplayName("a record can have its parent in its own sync")
  void childrenInTheSameSync() {
    var session = session("categories");
    session.commit(
        Checkpoint.builder(progressWithParents("categories"))
            .written(records(0, 1))
            .written(List.of(child(2, KeyHashes.of(key(0)))))
            .build());

    assertThat(session.haveChildren(KeyHashes.of(key(0), key(1)))).isEqualTo(bits(0));
  }

  @Test
  @DisplayName("children of another sync's record with the same key are not one's own")
  void childrenOfSomebodyElse() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    regionsBelow("continents", 1, 2);

    assertThat(countries.haveChildren(KeyHashes.of(key(1), key(2)))).isEqualTo(bits());
  }

  @Test
  @DisplayName("children that wait come in the unsigned order of their key hashes, page by page")
  void pendingIsPaged() {
    var session = session("regions");
    var children =
        LongStream.range(0, 250).mapToObj(i -> pending(i, OptionalLong.empty())).toList();
    session.commit(checkpoint().parked(children).build());

    var paged = pages(session);

    var expected = children.stream().sorted(Comparator.comparing(PendingChild::keyHash)).toList();
    assertThat(paged).isEqualTo(expected);
    assertThat(queries().pending("regions", Optional.of(expected.get(10).keyHash()), 2))
        .isEqualTo(expected.subList(11, 13));
    assertThat(session.load().pending()).isEqualTo(250);
  }

  private static List<PendingChild> pages(StateSession session) {
    var all = new ArrayList<PendingChild>();
    var page = session.pending(Optional.empty(), 100);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(100);
      all.addAll(page);
      assertThat(all).as("every page lies behind the one before").hasSizeLessThanOrEqualTo(250);
      page = session.pending(Optional.of(page.get(page.size() - 1).keyHash()), 100);
    }
    return all;
  }

  @Test
  @DisplayName("a child that waits is replaced by its newer version, and goes when it is unparked")
  void pendingIsReplacedAndUnparked() {
    var session = session("regions");
    session.commit(checkpoint().parked(List.of(pending(1, OptionalLong.of(1)))).build());

    session.commit(checkpoint().parked(List.of(pending(1, OptionalLong.of(2)))).build());
    assertThat(session.find(KeyHashes.of(key(1))).pending(key(1)))
        .contains(pending(1, OptionalLong.of(2)));
    assertThat(session.load().pending()).isOne();

    session.commit(checkpoint().unparked(List.of(key(1))).build());
    assertThat(session.find(KeyHashes.of(key(1))).pending(key(1))).isEmpty();
    assertThat(session.load().pending()).isZero();
  }

  @Test
  @DisplayName("a child that waits comes back exactly as it was")
  void pendingComesBackExactly() {
    var session = session("regions");

    session.commit(checkpoint().parked(List.of(extreme())).build());

    assertThat(session.pending(Optional.empty(), 10)).containsExactly(extreme());
    assertThat(session.find(KeyHashes.of(extreme().keyHash())).pending(extreme().keyHash()))
        .contains(extreme());
  }

  @Test
  @DisplayName("the end of a scan drops the waiting children that an earlier scan read")
  void finishedScanDropsStalePending() {
    var session = session("regions");
    var other = session("cities");
    var stale = pending(1, OptionalLong.of(4));
    var fresh = pending(2, OptionalLong.of(5));
    var fromElsewhere = pending(3, OptionalLong.empty());
    other.commit(checkpoint().parked(List.of(stale)).build());
    session.commit(checkpoint().parked(List.of(stale, fromElsewhere)).build());

    session.commit(checkpoint().parked(List.of(fresh)).finishedScan(5).build());

    assertThat(session.pending(Optional.empty(), 10))
        .containsExactlyInAnyOrder(fresh, fromElsewhere);
    assertThat(other.pending(Optional.empty(), 10)).containsExactly(stale);
  }

  @Test
  @DisplayName("a parent counts by the field that holds it, not by its key hash alone")
  void parentsByField() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    session("regions")
        .commit(
            Checkpoint.builder(progressWithParents("continents", "countries"))
                .written(List.of(child(10, KeyHashes.of(key(1), key(2)))))
                .build());

    assertThat(countries.haveChildren(KeyHashes.of(key(1), key(2)))).isEqualTo(bits(1));
  }

  @Test
  @DisplayName("a record that is its own parent has no children")
  void itsOwnParent() {
    var session = session("people");
    session.commit(
        Checkpoint.builder(progressWithParents("people"))
            .written(List.of(child(1, KeyHashes.of(key(1))), child(2, KeyHashes.of(key(2)))))
            .written(List.of(child(3, KeyHashes.of(key(2)))))
            .build());

    assertThat(session.haveChildren(KeyHashes.of(key(1), key(2)))).isEqualTo(bits(1));
    assertThat(session.heldByChildren(KeyHashes.of(key(1), key(2)))).isEqualTo(bits(1));
  }

  @Test
  @DisplayName("a key that is removed and written in one checkpoint has the new parents only")
  void removedAndWrittenAgain() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    var regions = regionsBelow("countries", 1, 2);

    regions.commit(
        Checkpoint.builder(progressWithParents("countries"))
            .removed(List.of(key(0)))
            .written(List.of(child(0, KeyHashes.of(key(3)))))
            .build());

    assertThat(countries.haveChildren(KeyHashes.of(TestStates.keys(0, 3)))).isEqualTo(bits(2, 3));
  }

  @Test
  @DisplayName("not every child holds its parent")
  void holdingChildren() {
    var countries = session("countries");
    countries.commit(states(records(0, 3)));
    var fresh = progressWithParents("countries", "countries");
    var progress =
        TestStates.withParents(
            fresh, new ParentSync("countries", false, 0), new ParentSync("countries", true, 0));
    session("regions")
        .commit(
            Checkpoint.builder(progress)
                .written(
                    List.of(
                        child(10, KeyHashes.of(key(1), key(2))),
                        child(11, KeyHashes.of(key(2), RecordState.NO_PARENT))))
                .build());
    var asked = KeyHashes.of(key(0), key(1), key(2), RecordState.NO_PARENT);

    assertThat(countries.haveChildren(asked).get(0, 3)).isEqualTo(bits(1, 2));
    assertThat(countries.heldByChildren(asked).get(0, 3)).isEqualTo(bits(2));
  }

  @Test
  @DisplayName("parents have children by the thousand")
  void childrenByTheThousand() {
    var countries = session("countries");
    countries.commit(states(records(0, 2_999)));
    var children = LongStream.range(0, 2_999).mapToObj(i -> child(i, KeyHashes.of(key(i / 2 * 2))));
    session("regions")
        .commit(
            Checkpoint.builder(progressWithParents("countries"))
                .written(children.toList())
                .build());

    assertThat(countries.haveChildren(KeyHashes.of(TestStates.keys(0, 2_999))).cardinality())
        .isEqualTo(1_500);
  }

  @Test
  @DisplayName("that a parent got another reference is known to its children")
  void renewalsAreSeen() {
    session("countries").commit(Checkpoint.builder(StateProgressTests.full()).build());

    assertThat(session("regions").parents("countries", KeyHashes.EMPTY).renewals())
        .isEqualTo(StateProgressTests.full().renewals());
  }

  @Test
  @DisplayName("those that wait for a parent are found by the first that is missing, page by page")
  void waitingIsFound() {
    var session = session("regions");
    var children =
        LongStream.range(0, 250)
            .mapToObj(i -> TestStates.waitingFor(i, key(1_000 + i / 100), key(7)))
            .toList();
    session.commit(checkpoint().parked(children).build());
    session("others")
        .commit(checkpoint().parked(List.of(TestStates.waitingFor(1, key(1_001)))).build());

    assertThat(session.waiting(KeyHashes.of(key(7), key(1_005)), Optional.empty(), 10)).isEmpty();
    assertThat(session.waiting(KeyHashes.of(key(1_002), key(1_000)), Optional.empty(), 1_000))
        .isEqualTo(byKey(children.subList(0, 100), children.subList(200, 250)));
    var ofOne = byKey(children.subList(100, 200), List.of());
    var after = Optional.of(ofOne.get(29).keyHash());
    assertThat(session.waiting(KeyHashes.of(key(1_001)), after, 50))
        .isEqualTo(ofOne.subList(30, 80));
  }

  private static List<PendingChild> byKey(List<PendingChild> some, List<PendingChild> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(Comparator.comparing(PendingChild::keyHash));
    return all;
  }

  @Test
  @DisplayName("one that waits for another parent now is not found by the former")
  void waitingMovesOn() {
    var session = session("regions");
    session.commit(checkpoint().parked(List.of(TestStates.waitingFor(1, key(5), key(6)))).build());

    session.commit(checkpoint().parked(List.of(TestStates.waitingFor(1, key(6)))).build());
    assertThat(session.waiting(KeyHashes.of(key(5)), Optional.empty(), 10)).isEmpty();
    assertThat(session.waiting(KeyHashes.of(key(6)), Optional.empty(), 10)).hasSize(1);

    session.commit(checkpoint().unparked(List.of(key(1))).build());
    assertThat(session.waiting(KeyHashes.of(key(6)), Optional.empty(), 10)).isEmpty();
  }
}
