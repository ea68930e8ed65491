package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.record.Key;
import dev.syncline.api.source.ReadsByKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single records. */
abstract class ExtractorByKeyTests extends ExtractorTests {

  ExtractorByKeyTests(ExtractorContract contract) {
    super(contract);
  }

  private ReadsByKey source(long first, long last) {
    contract.create(contract.schema(), contract.rows(first, last));
    var extractor = contract.opened();
    assumeTrue(extractor instanceof ReadsByKey, "the extractor cannot read by key");
    return (ReadsByKey) extractor;
  }

  private static List<Key> keys(List<Long> ids) {
    return ids.stream().map(Key::of).toList();
  }

  @Test
  @DisplayName("yields the records that exist and leaves out the others")
  void yieldsWhatExists() {
    var rows = Reading.rows(source(1, 10).read(keys(List.of(3L, 99L, 7L, -1L))));

    assertThat(Reading.ids(rows)).containsExactlyInAnyOrder(3L, 7L);
    assertThat(rows)
        .extracting(row -> row.get("name"))
        .containsExactlyInAnyOrder("name-3", "name-7");
  }

  @Test
  @DisplayName("takes hundreds of keys, and none")
  void takesAnyNumber() {
    var source = source(1, 400);

    assertThat(Reading.ids(Reading.rows(source.read(keys(ids(201, 500))))))
        .containsExactlyInAnyOrderElementsOf(ids(201, 400));
    assertThat(source.read(List.of()).size()).isZero();
    assertThat(source.read(keys(List.of(1_000L))).size()).isZero();
  }

  @Test
  @DisplayName("sees the source as it is now")
  void seesTheSourceAsItIs() {
    var source = source(1, 3);
    source.read(keys(List.of(1L, 2L)));

    contract.remove(Key.of(1L));
    contract.put(contract.row(2, "renamed", 9));

    var rows = Reading.rows(source.read(keys(List.of(1L, 2L))));
    assertThat(rows).extracting(row -> row.get("name")).containsExactly("renamed");
  }

  @Test
  @DisplayName("yields the same values as a scan")
  void yieldsTheSameValues() {
    var batch = source(1, 3).read(keys(List.of(2L)));

    var scanned =
        scan(10).rows().stream().filter(row -> Long.valueOf(2).equals(row.get("id"))).toList();
    assertThat(Reading.rows(batch)).isEqualTo(scanned);
  }
}
