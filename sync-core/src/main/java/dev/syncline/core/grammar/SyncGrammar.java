package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.UnknownHashes;
import java.util.stream.Stream;

/** What may stand in one sync. */
final class SyncGrammar {
  private static final RunSettings USUAL = RunSettings.DEFAULT;
  private static final Shape ACCEPTED = Shape.words("accepted");

  private static final Options OF_SOURCE =
      Options.of(
          of("connection", Shape.TEXT, "the connection to read from, by its name"),
          of("type", Shape.TEXT, "what reads it", "the type of the connection"),
          required(
              "key", Shape.TEXTS, "the field, or the fields, that identify a record, such as id"));

  private static final Shape SOURCE = new Shape.Component(Connectors.SOURCE, OF_SOURCE);

  static final Shape DESTINATION =
      new Shape.Component(
          Connectors.DESTINATION,
          Options.of(
              of("connection", Shape.TEXT, "the connection to write to, by its name"),
              of("type", Shape.TEXT, "what writes it", "the type of the connection")));

  private static final Shape TRANSFORMER =
      new Shape.Component(
          Connectors.TRANSFORMER,
          Options.of(required("type", Shape.TEXT, "the type of the transformer's provider")));

  private static final Options PARENT =
      Options.of(
          required("sync", Shape.TEXT, "the parent's sync, by its name"),
          required("key", Shape.TEXTS, "the source fields that hold the parent's key"),
          of("optional", Shape.TRUTH, false, "whether a record may go without a parent"),
          of("deferred", Shape.TRUTH, false, "whether the link is written later, for cycles"));

  private static final Options DELTA =
      Options.of(
          of(
              "strategy",
              Words.shape(DeltaStrategy.class),
              "timestamp with a cursor, hash without",
              "how a run finds out what changed"),
          of("overlap", Shape.DURATION, "1m", "how far behind the cursor a run begins"),
          of("reconcileEvery", Shape.DURATION, "how often everything is compared"),
          of("algorithm", Words.shape(HashAlgorithm.class), "xxh128", "how data hashes are made"),
          of(
              "unknownHashes",
              Words.shape(UnknownHashes.class),
              "refuse",
              "what happens to hashes that this version cannot repeat"),
          of(
              "onMappingChange",
              Words.shape(OnMappingChange.class),
              "apply",
              "whether another mapping waits for a plan"),
          of("volatile", Shape.TEXTS, "mapped fields that are outside the data hash"),
          of(
              "fullScanFallback",
              Shape.TRUTH,
              true,
              "whether everything is read where the source refuses the cursor"));

  private static final Options WRITES =
      Options.of(
          of("insertNew", Shape.TRUTH, true, "whether missing records are created"),
          of("updateExisting", Shape.TRUTH, true, "whether records that are there are changed"),
          of(
              "namespace",
              Shape.table("field", Shape.LITERAL),
              "fields with a fixed value that belong to the destination's key"));

  static final Options DELETES =
      Options.of(
          required("by", Words.shape(Deletes.Mode.class), "how a run knows that a record is gone"),
          of("field", Shape.TEXT, "the field that says so, with by: flag"),
          of("atMostPercent", Common.SHARE, 10, "the share that one run may delete"),
          of("atMost", Common.COUNT, "the number that one run may delete"),
          of("mark", Shape.TEXT, "the destination's field that is set instead of deleting"),
          of("confirmed", Shape.TRUTH, false, "whether two scans in a row must miss a record"),
          of("ownAdopted", Shape.TRUTH, false, "whether adopted records are deleted, too"),
          of(
              "onLeave",
              Words.shape(Deletes.OnLeave.class),
              "keep",
              "what becomes of a record that leaves the source's own filter, such as where; for keep"
                  + " and drop, see filter"));

  private static final Options ERROR_BUDGET =
      Options.of(
          of("percent", Common.SHARE, 10, "the share of records that may be rejected"),
          of("after", Common.COUNT, 1000, "how many must be fetched before it counts"),
          of("count", Common.COUNT, "the number of records that may be rejected"));

  private static final Options SETTINGS =
      Options.of(
          of("batchRows", Common.FROM_ONE, USUAL.batchRows(), "rows of a batch, at most"),
          of("batchBytes", Shape.BYTES, "8 MiB", "bytes of a batch, at most"),
          of(
              "gatherRows",
              Common.FROM_ONE,
              USUAL.gatherRows(),
              "rows of several batches that go to the destination together, at most; fewer where"
                  + " it takes fewer or the heap is small"),
          of(
              "queueCapacity",
              Common.FROM_ONE,
              USUAL.queueCapacity(),
              "batches that wait between two stages, at most"),
          of(
              "checkpointRows",
              Common.FROM_ONE,
              USUAL.checkpointRows(),
              "rows between two checkpoints, at most"),
          of("checkpointEvery", Shape.DURATION, "2s", "time between two checkpoints"),
          of("leaseTtl", Shape.DURATION, "60s", "how long a runner that is silent keeps the sync"),
          of(
              "maxRetries",
              Shape.whole(0, Integer.MAX_VALUE),
              USUAL.maxRetries(),
              "how often a call is tried again"),
          of("retryDelay", Shape.DURATION, "200ms", "the wait before the first retry"),
          of("maxRetryDelay", Shape.DURATION, "30s", "the longest wait before a retry"),
          of(
              "maxWait",
              Shape.DURATION,
              "15m",
              "the longest wait that another system may ask for before the run pauses"),
          of("deadline", Shape.DURATION, "how long a run may take before it pauses"));

  /** The names of a sync. */
  static final Options SYNC =
      Options.of(
          required("name", Shape.TEXT, "the sync's name: letters, digits, '.', '_' and '-'"),
          required("source", SOURCE, "what is read, and the key of its records"),
          of(
              "normalize",
              Shape.oneOrMore(Shape.section(NormalizeGrammar.OPERATIONS)),
              "operations that clean and coerce values, in their order"),
          of(
              "validate",
              Shape.oneOrMore(Shape.section(ValidateGrammar.RULES)),
              "rules; a record that breaks one is rejected"),
          of("lookups", MapGrammar.lookups(OF_SOURCE), "what mapped fields look values up in"),
          of("filter", MapGrammar.FILTER, "which records are synced at all"),
          of(
              "map",
              MapGrammar.MAP,
              "all fields under their own names",
              "which source field becomes which mapped field"),
          of(
              "constants",
              Shape.table("mapped field", Shape.LITERAL),
              "mapped fields with a fixed value"),
          of("templates", MapGrammar.TEMPLATES, "mapped fields that are filled from a template"),
          of("compute", MapGrammar.COMPUTE, "mapped fields that are computed"),
          of("transform", Shape.oneOrMore(TRANSFORMER), "transformers of your own, in their order"),
          of(
              "parents",
              Shape.table("mapped field", Shape.section(PARENT)),
              "fields that hold the destination's id of a parent"),
          required("destination", DESTINATION, "where the records are written"),
          of(
              "delta",
              Shape.either(Words.shape(DeltaStrategy.class), Shape.section(DELTA)),
              "how a run finds out what changed"),
          of(
              "deletes",
              Shape.either(Words.shape(Deletes.Mode.class), Shape.section(DELETES)),
              "none",
              "whether records that are gone are deleted"),
          of("errorBudget", Shape.section(ERROR_BUDGET), "how many rejected records stop a run"),
          of("secretFields", Shape.TEXTS, "fields whose values are shown nowhere"),
          of("settings", Shape.section(SETTINGS), "how a run works"),
          of(
              "schemaDrift",
              Shape.either(Words.shape(SchemaChange.Answer.class), Shape.section(drift())),
              "what a run does when the source's fields have changed"),
          of(
              "onLossyWrite",
              Words.shape(OnLossyWrite.class),
              "reject",
              "what happens to a value that the destination would cut or round"),
          of("atLeastOnce", ACCEPTED, "that a destination without look-up may get a record twice"),
          of("ephemeral", ACCEPTED, "that the state is lost when the process ends"),
          of("sharedRows", ACCEPTED, "that another sync writes the same records"),
          of(
              "writes",
              Shape.section(WRITES),
              "what of the changes is written, and under which name"),
          of(
              "limits",
              Shape.section(Common.LIMITS),
              "how hard a destination without a connection may be worked"));

  private SyncGrammar() {}

  static Options drift() {
    SchemaDrift usual = SchemaDrift.standard();
    return Options.of(
        Stream.of(SchemaChange.Kind.values())
            .map(
                kind ->
                    of(
                        Words.spelled(kind),
                        Words.shape(SchemaChange.Answer.class),
                        Words.spelled(usual.answer(kind)),
                        "what a run does when a field is " + Words.spelled(kind)))
            .toArray(Option[]::new));
  }
}
