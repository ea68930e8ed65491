package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.definition.Constraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What normalization and rules do to a whole run. */
class RulesTest {

  @Test
  void theMessageOfTheDefinitionIsThatOfTheDeadLetter() {
    try (var shop = new Shop().with(1, 3)) {
      shop.rename(2, "");
      var report =
          shop.engine.run(shop.sync().validate(v -> v.required("name").message("name it")).build());

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(shop.letters()).singleElement().satisfies(letter -> is(letter, "name it"));
    }
  }

  private static void is(DeadLetter letter, String message) {
    assertThat(letter.stage()).isEqualTo(Stage.VALIDATE);
    assertThat(letter.message()).isEqualTo(message);
  }

  @Test
  void whatOnlyWarnsIsWrittenAndCountedInTheReport() {
    try (var shop = new Shop().with(1, 12)) {
      var report =
          shop.engine.run(shop.sync().validate(v -> v.maxLength("name", 6).warn()).build());

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().inserted()).isEqualTo(12);
      assertThat(report.notices())
          .containsExactly(
              "warning for 3 records: field 'name': it holds a value whose length is not between 0"
                  + " and 6");
    }
  }

  @Test
  void ofTwoRecordsWithOneValueTheSecondIsRejected() {
    try (var shop = new Shop().with(1, 40)) {
      shop.rename(35, "name 2");
      var sync = shop.sync().validate(v -> v.unique("name")).build();
      var report = shop.engine.run(sync);

      assertThat(report.ledger().inserted()).isEqualTo(39);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              letter ->
                  is(
                      letter,
                      "field 'name' holds 'name 2', which another record of this run holds, too"));
      // A new run knows nothing of the last one, and finds the same.
      assertThat(shop.engine.run(sync).ledger().rejected()).isEqualTo(1);
    }
  }

  @Test
  void aRunThatCannotRememberAllValuesFailsAndSaysWhatToDo() {
    try (var shop = new Shop().with(1, 40)) {
      var rule = new Constraint.Unique(List.of(), 10);
      var report = shop.engine.run(shop.sync().validate(v -> v.rule("name", rule)).build());

      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.VALIDATE);
      assertThat(report.failure().orElseThrow().message()).contains("raise 'atMost'");
    }
  }

  @Test
  void aValidatorIsALambdaOrFoundByItsType() {
    try (var shop = new Shop().with(1, 3)) {
      var sync =
          shop.sync()
              .validate(
                  v ->
                      v.custom(
                              "id",
                              (id, customer) ->
                                  id.equals(2L) ? Optional.of("which is two") : Optional.empty())
                          .custom("name", "ends-with", Map.of("text", "1")))
              .build();
      shop.engine.run(sync);

      assertThat(shop.letters())
          .extracting(DeadLetter::message)
          .containsExactlyInAnyOrder(
              "field 'id' holds '2', which is two",
              "field 'name' holds 'name 3', which does not end with '1'");
    }
  }
}
