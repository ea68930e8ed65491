package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The simulation is worth what it finds: bugs put into the engine, one at a time. */
class PlantedFaultsTest {
  private static final List<PlantedFault> FAULTS =
      List.of(
          new PlantedFault(
              "journal skipped",
              "pipeline/Journal.java",
              "    session.journal(intents);\n",
              "    java.util.Objects.requireNonNull(session);\n"),
          new PlantedFault(
              "journal never resolved",
              "pipeline/RunOpening.java",
              "    if (!intents.isEmpty()) {\n      var writes",
              "    if (intents.size() < 0) {\n      var writes"),
          new PlantedFault(
              "in-doubt create repeated without a look",
              "pipeline/Journalled.java",
              "    if (lookUp == null || repeats) {\n      return;\n    }\n    List<Row> doubtful",
              "    if (lookUp == null || rows.size() >= 0) {\n      return;\n    }\n"
                  + "    List<Row> doubtful"),
          new PlantedFault(
              "neither lease nor time looked at before a write",
              "pipeline/IngestStage.java",
              "      beforeSend.run();\n      if (protocol.fresh(rows)) {",
              "      if (rows.size() >= 0) {"),
          new PlantedFault(
              "journalled long before it is sent",
              "pipeline/IngestStage.java",
              "      if (protocol.fresh(rows)) {",
              "      if (rows.size() >= 0) {"),
          new PlantedFault(
              "lease not renewed",
              "pipeline/LeaseKeeper.java",
              "    Lease renewed = session.renew(ttl);\n    if (renewed.token() >= 0) {",
              "    if (session != null) {"),
          new PlantedFault(
              "fence not checked",
              "memory/MemorySession.java",
              "          store.leases().requireCurrent(lease);\n",
              ""),
          new PlantedFault(
              "cursor past what was deferred",
              "pipeline/CheckpointBook.java",
              "frontierClosed |= books.deferred() > 0 || ",
              "frontierClosed |= "),
          new PlantedFault(
              "doubt forgotten when a later call was put off",
              "pipeline/IngestStage.java",
              "|| (doubted.get(i) && !known)",
              ""),
          new PlantedFault(
              "overlap ignored",
              "pipeline/ScanPlan.java",
              "    if (overlap.isZero()) {",
              "    if (!overlap.isNegative()) {"),
          new PlantedFault(
              "checkpoint not atomic",
              "pipeline/CheckpointBook.java",
              "    transaction.commit(checkpoint(report));\n",
              "    transaction.commit(Checkpoint.builder(progress.current()).run(report).build());\n"
                  + "    transaction.commit(checkpoint(report));\n"),
          new PlantedFault(
              "what an interrupted scan saw forgotten",
              "pipeline/RunOpening.java",
              "    chosen.seen().stream().forEach(bench.book::see);\n",
              ""),
          new PlantedFault(
              "guard off",
              "pipeline/DeleteGuard.java",
              "    if (candidates == 0 || (",
              "    if (candidates >= 0 || ("),
          new PlantedFault(
              "empty scan trusted",
              "pipeline/DeleteGuard.java",
              "    if (fetched == 0) {",
              "    if (fetched < 0) {"),
          new PlantedFault(
              "absence after an incomplete scan",
              "pipeline/RunEnding.java",
              "    return complete && scan.full()",
              "    return scan.full()"),
          new PlantedFault(
              "rejected not counted as seen",
              "pipeline/TrackStage.java",
              "    if (ordinal >= 0 && seenByScan(batch, row)) {",
              "    if (ordinal >= 0 && outcome != Outcome.REJECTED && seenByScan(batch, row)) {"),
          new PlantedFault(
              "parents deleted before their children",
              "pipeline/AbsenceSweep.java",
              "BitSet held = session.heldByChildren(keys(part));",
              "BitSet held = new BitSet();"),
          new PlantedFault(
              "pending lost on commit",
              "pipeline/CheckpointBook.java",
              "            .parked(parked)\n",
              ""),
          new PlantedFault(
              "hash never stored",
              "pipeline/TrackStage.java",
              "        row.dataHash,\n        Optional.ofNullable(row.linkHash),",
              "        dev.syncline.api.record.DataHash.UNKNOWN,\n"
                  + "        Optional.ofNullable(row.linkHash),"),
          new PlantedFault(
              "crashed run never closed",
              "pipeline/RunOpening.java",
              "run -> bench.book.closeRun(ReportDraft.crashed(",
              "run -> java.util.Objects.requireNonNull(ReportDraft.crashed("));

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyPlantedFaultIsFound() {
    return FAULTS.stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> find(fault)));
  }

  private void find(PlantedFault fault) throws Exception {
    Path classes = Files.createDirectory(folder.resolve(fault.name().replace(' ', '-')));
    var found = PatchedEngine.with(fault, classes).call(PlantedRun.class);
    System.out.printf("%-45s found after %,5d histories%n", fault.name(), found.getKey());
    assertThat(Simulation.inMemory().run(found.getKey(), 1).failure())
        .as("the same history without the fault")
        .isEmpty();
    assertThat(found.getValue())
        .as("%s, in %,d histories", fault.name(), found.getKey())
        .isNotEmpty();
  }
}
