package dev.syncline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syncline.api.error.PermanentException;
import java.nio.charset.StandardCharsets;

/** A line of a plan is a change that is written as it was read, or it is refused by its place. */
class PlanLinesFuzzIT {

  @DictionaryEntries({
    "{\\\"change\\\":\\\"insert\\\",",
    "\\\"key\\\":",
    "\\\"id\\\":",
    "\\\"check\\\":",
    "\\\"fields\\\":[",
    "\\\"field\\\":",
    "\\\"before\\\":",
    "\\\"after\\\":",
    "update",
    "delete",
    "unchanged",
    "null",
    "1e999",
    "\\\\u0000",
    "NaN"
  })
  @FuzzTest(maxDuration = "20s")
  void reads(byte[] data) throws JsonProcessingException {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      PlannedChange change = PlanLines.read(text, "line 7");
      assertThat(text.strip()).startsWith("{").endsWith("}");
      assertThat(PlanLines.JSON.readTree(text).path("check").textValue()).isEqualTo(change.check());
      assertThat(PlanLines.read(PlanLines.write(change), "again")).isEqualTo(change);
    } catch (PermanentException e) {
      assertThat(e).hasMessageStartingWith("line 7 is not a change of a plan");
    }
  }
}
