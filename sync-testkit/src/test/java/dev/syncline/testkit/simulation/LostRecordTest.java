package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 3: an engine that forgets a record on its way notices, and commits nothing of it. */
class LostRecordTest {
  @TempDir private Path folder;

  private static final String NOT_THIS_ONE =
      "row.key != null && row.key.values().contains(" + LostRecordRun.LOST + "L)";

  @Test
  void ofABatchWhoseBooksDoNotBalanceNothingIsCommittedAndTheStageIsNamed() throws Exception {
    Map<String, String> found =
        runWith(
            "pipeline/IngestStage.java",
            "      if (!row.open()) {\n        continue;\n",
            "      if (!row.open() || " + NOT_THIS_ONE + ") {\n        continue;\n");

    assertThat(found)
        .containsEntry("status", "FAILED")
        .containsEntry("stage", "TRACK")
        .containsEntry(
            "message",
            "the books do not balance: 1 of 10 records have no outcome; they went missing in"
                + " INGEST")
        .containsEntry("committed", "20")
        .containsEntry("booked", "20");
  }

  @Test
  void aRecordThatWasNotDecidedOnIsNotSent() throws Exception {
    Map<String, String> found =
        runWith(
            "pipeline/DeltaStage.java",
            "      if (row.open()) {\n        decide(row, scanned);\n",
            "      if (row.open() && !(" + NOT_THIS_ONE + ")) {\n        decide(row, scanned);\n");

    assertThat(found)
        .containsEntry("status", "FAILED")
        .containsEntry("message", "IllegalStateException: a row without a change came to INGEST")
        .containsEntry("committed", "20")
        .containsEntry("booked", "20");
  }

  private Map<String, String> runWith(String file, String right, String wrong) throws Exception {
    return PatchedEngine.with(new PlantedFault("a record lost", file, right, wrong), folder)
        .call(LostRecordRun.class);
  }

  @Test
  void withoutTheFaultAllIsCommitted() {
    assertThat(new LostRecordRun().call())
        .containsEntry("status", "SUCCEEDED")
        .containsEntry("committed", "40");
  }
}
