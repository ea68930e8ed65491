package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A lost answer, or a crash: the same change comes twice. */
abstract class LoaderRepeatTests extends LoaderTests {

  LoaderRepeatTests(LoaderContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("leaves one row, if the traits promise upserts or idempotent creates")
  void insertTwice() {
    assumeTrue(traits().idempotent(), "the traits promise neither upserts nor idempotent creates");
    var first = insert(prepared(), 1);

    var second = insert(prepared(), 1);

    assertThat(second).isEqualTo(first);
    assertThat(names()).containsOnlyKeys(1L);
  }

  @Test
  @DisplayName("with other content leaves one row with the later content, if inserts are upserts")
  void upsertWithOtherContent() {
    assumeTrue(traits().upsert(), "the traits promise no upserts");
    var loader = prepared();
    var first = insert(loader, 1);
    insert(loader, 2);

    var second = ref(write(loader, changes().insert(Key.of(1L), 1L, "renamed")).get(0));

    assertThat(second).isEqualTo(first);
    assertThat(names()).containsEntry(1L, "renamed").containsEntry(2L, "name-2").hasSize(2);
  }

  @Test
  @DisplayName("without a field leaves the row's value alone, if inserts are upserts")
  void upsertLeavesAbsentFieldsAlone() {
    assumeTrue(traits().upsert(), "the traits promise no upserts");
    var loader = prepared();
    insert(loader, 1);

    write(loader, changes().insert(Key.of(1L), 1L, Absent.ABSENT));

    assertThat(names()).containsEntry(1L, "name-1");
  }

  @Test
  @DisplayName("as an update ends in the same row")
  void updateTwice() {
    var loader = prepared();
    var ref = insert(loader, 1);
    var update = changes().update(Key.of(1L), ref, 1L, "renamed").build();

    write(loader, update);

    assertThat(write(prepared(), update).get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(names()).containsEntry(1L, "renamed").hasSize(1);
  }

  @Test
  @DisplayName("by another loader finds the references of the first one good")
  void referencesOutliveTheLoader() {
    var first = prepared();
    var ref = insert(first, 1);
    first.close();

    write(prepared(), changes().update(Key.of(1L), ref, 1L, "renamed"));

    assertThat(names()).containsEntry(1L, "renamed");
  }
}
