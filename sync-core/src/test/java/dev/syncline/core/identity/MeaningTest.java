package dev.syncline.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeaningTest {

  @Test
  void theHashIsTheMeaning() {
    assertThat(new MeaningTrials().run(0, 10_000)).isEqualTo(20_000);
  }
}
