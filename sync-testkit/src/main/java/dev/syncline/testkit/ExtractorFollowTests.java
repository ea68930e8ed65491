package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readings that never end. */
abstract class ExtractorFollowTests extends ExtractorTests {

  private static final int POLLS = 1_000;

  ExtractorFollowTests(ExtractorContract contract) {
    super(contract);
  }

  private static ExtractRequest follow() {
    return new ExtractRequest.Follow(Optional.empty(), limits(10));
  }

  @Test
  @DisplayName("is refused by a source whose readings end")
  void isRefused() {
    contract.create(contract.schema(), contract.rows(1, 3));
    assumeFalse(traits().unbounded(), "the traits say that a reading never ends");

    assertThatThrownBy(() -> contract.opened().open(follow()))
        .isInstanceOf(PermanentException.class);
  }

  @Test
  @DisplayName("answers idle, not the end, when nothing comes, and goes on when something does")
  void goesOnForEver() {
    contract.create(contract.schema(), contract.rows(1, 3));
    assumeTrue(traits().unbounded(), "the traits say that a reading ends");

    try (var extraction = contract.opened().open(follow())) {
      var seen = new ArrayList<Long>();
      boolean added = false;
      for (int i = 0; i < POLLS && !seen.contains(4L); i++) {
        var poll = extraction.next(Duration.ofMillis(1));
        assertThat(poll).isNotInstanceOf(Poll.End.class);
        if (poll instanceof Poll.Batch batch) {
          seen.addAll(Reading.ids(Reading.rows(batch.records())));
        } else if (!added) {
          contract.put(contract.row(4));
          added = true;
        }
      }
      assertThat(seen).contains(4L);
    }
  }
}
