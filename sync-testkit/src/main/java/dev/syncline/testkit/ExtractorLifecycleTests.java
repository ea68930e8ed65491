package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.source.Extractor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Opening, leaving, closing, checking. */
abstract class ExtractorLifecycleTests extends ExtractorTests {

  ExtractorLifecycleTests(ExtractorContract contract) {
    super(contract);
  }

  @BeforeEach
  void twentyRows() {
    contract.create(contract.schema(), contract.rows(1, 20));
  }

  private Extractor broken() {
    var extractor = contract.brokenExtractor();
    assumeTrue(extractor.isPresent(), "a source of this kind is always there");
    return contract.closing(extractor.orElseThrow());
  }

  @Test
  @DisplayName("passes its check with a message, before and after a reading")
  void passesItsCheck() {
    var extractor = contract.opened();

    assertThat(extractor.check().ok()).as(extractor.check().message()).isTrue();
    Reading.of(extractor, fullScan(10));
    assertThat(extractor.check().ok()).isTrue();
    assertThat(extractor.check().message()).isNotBlank();
  }

  @Test
  @DisplayName("fails its check with a message, and does not throw, if the source is not there")
  void failsItsCheck() {
    var check = broken().check();

    assertThat(check.ok()).isFalse();
    assertThat(check.message()).isNotBlank();
  }

  @Test
  @DisplayName("says in one line what is wrong if the source is not there")
  void saysWhatIsWrong() {
    var extractor = broken();

    assertThatThrownBy(() -> Reading.of(extractor, fullScan(10)))
        .isInstanceOf(SyncException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n"));
  }

  @Test
  @DisplayName("describes its fields before anything is read")
  void describesItsFields() {
    assertThat(contract.opened().describe().names()).isEqualTo(contract.schema().names());
  }

  @Test
  @DisplayName("can be closed twice, and so can its readings")
  void closesTwice() {
    var extractor = contract.extractor();
    var extraction = extractor.open(fullScan(10));
    Reading.batch(extraction);

    extraction.close();
    extraction.close();
    extractor.close();
    extractor.close();
  }

  @Test
  @DisplayName("can be closed without having been used")
  void closesUnused() {
    contract.extractor().close();
  }

  @Test
  @DisplayName("opens another reading after one that was left half-way")
  void opensAnotherAfterOneWasLeft() {
    var extractor = contract.opened();

    for (int i = 0; i < 20; i++) {
      try (var extraction = extractor.open(fullScan(3))) {
        Reading.batch(extraction);
      }
    }

    assertThat(Reading.of(extractor, fullScan(3)).ids()).hasSize(20);
  }

  @Test
  @DisplayName("can be followed by another in the same process")
  void canBeFollowed() {
    var first = contract.extractor();
    assertThat(Reading.of(first, fullScan(3)).ids()).hasSize(20);
    first.close();

    assertThat(scan(3).ids()).hasSize(20);
  }
}
