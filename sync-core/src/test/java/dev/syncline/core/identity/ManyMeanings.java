package dev.syncline.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs in the slow profile. The first seed is another one with {@code -Dmeanings.seed=...}. */
class ManyMeanings {
  private static final long RECORDS = 600_000;

  @Test
  void theHashIsTheMeaningOfAMillionPairs() {
    long first = Long.getLong("meanings.seed", 1_000_000);
    long pairs = new MeaningTrials().run(first, first + RECORDS);

    System.out.printf(
        "%,d pairs of records, seeds %d to %d: the hash told all apart, and none that mean the"
            + " same%n",
        pairs, first, first + RECORDS - 1);
    assertThat(pairs).isGreaterThanOrEqualTo(1_000_000);
  }
}
