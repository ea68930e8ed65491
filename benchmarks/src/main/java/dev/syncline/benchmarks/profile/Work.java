package dev.syncline.benchmarks.profile;

import dev.syncline.benchmarks.results.WorkNames;
import java.util.List;
import java.util.Optional;

/** The kinds of work that a run consists of, told by the innermost frame that says so. */
final class Work {
  /** What the beginning of a class and method stands for; the first that fits counts. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("dev.syncline.jdbc.database.Transaction.commit", WorkNames.DISK),
          new Rule("sun.nio.ch.FileChannelImpl.force", WorkNames.DISK),
          new Rule("java.nio.MappedByteBuffer.force", WorkNames.DISK),
          new Rule("dev.syncline.core.identity.", WorkNames.HASHING),
          new Rule("net.openhft.hashing.", WorkNames.HASHING),
          new Rule("dev.syncline.jdbc.source.", WorkNames.READING),
          new Rule("dev.syncline.core.pipeline.SourceReader", WorkNames.READING),
          new Rule("dev.syncline.core.pipeline.FetchStage", WorkNames.READING),
          new Rule("dev.syncline.jdbc.state.", WorkNames.STATE),
          new Rule("dev.syncline.core.pipeline.DeltaStage", WorkNames.STATE),
          new Rule("dev.syncline.core.pipeline.CheckpointBook", WorkNames.STATE),
          new Rule("dev.syncline.core.pipeline.TrackStage", WorkNames.STATE),
          new Rule("dev.syncline.jdbc.destination.", WorkNames.WRITING),
          new Rule("dev.syncline.core.pipeline.IngestStage", WorkNames.WRITING),
          new Rule("dev.syncline.core.pipeline.RowStages", WorkNames.SHAPING),
          new Rule("dev.syncline.core.pipeline.NormalizeStage", WorkNames.SHAPING),
          new Rule("dev.syncline.core.pipeline.MapStage", WorkNames.SHAPING),
          new Rule("dev.syncline.core.value.", WorkNames.SHAPING));

  private Work() {}

  private record Rule(String beginning, String work) {}

  /** What a frame stands for, if for anything. */
  static Optional<String> of(String frame) {
    return RULES.stream()
        .filter(rule -> frame.startsWith(rule.beginning()))
        .map(Rule::work)
        .findFirst();
  }
}
