package dev.syncline.core.project;

import static dev.syncline.core.project.Twins.sync;
import static dev.syncline.core.project.Twins.twin;

import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Twins of how a sync works. */
final class SettingTwins {
  private SettingTwins() {}

  static Stream<Arguments> settings() {
    var cases = new ArrayList<Arguments>();
    cases.add(twin(sync().delta(Delta.full()), "delta: full"));
    cases.add(twin(sync().delta(Delta.hash()), "delta: hash"));
    cases.add(twin(sync().delta(Delta.rowversion()), "delta: {strategy: rowversion}"));
    cases.add(
        twin(
            sync().delta(Delta.timestamp().overlap(Duration.ofMinutes(5))),
            "delta: {overlap: 5m}"));
    cases.add(
        twin(
            sync().delta(Delta.full().reconcileEvery(Duration.ofDays(7)).overlap(Duration.ZERO)),
            "delta: {strategy: FULL, reconcileEvery: 7d, overlap: 0s}"));
    cases.add(
        twin(
            sync().delta(Delta.hash().onMappingChange(OnMappingChange.PLAN)),
            "delta: {strategy: HASH, onMappingChange: plan}"));
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      cases.add(
          twin(
              sync().delta(Delta.hash().hashedWith(algorithm)),
              "delta: {strategy: hash, algorithm: "
                  + algorithm.name().toLowerCase(Locale.ROOT)
                  + "}"));
    }
    cases.add(
        twin(
            sync().delta(Delta.hash().volatileFields("synced_at", "run")),
            "delta: {strategy: hash, volatile: [run, synced_at]}"));
    cases.add(
        twin(
            sync().delta(Delta.timestamp().fullScanFallback(false)),
            "delta: {fullScanFallback: false}"));
    cases.add(twin(sync().writes(Writes.insertOnly()), "writes: {updateExisting: false}"));
    cases.add(twin(sync().writes(Writes.updateOnly()), "writes: {insertNew: false}"));
    cases.add(
        twin(
            sync().writes(Writes.ALL.namespace("shop", "north").namespace("no", 7)),
            "writes: {namespace: {shop: north, no: 7}}"));
    cases.add(twin(sync().accept(Risk.SHARED_ROWS), "sharedRows: accepted"));
    cases.add(
        twin(
            sync().deletes(Deletes.byAbsence().onLeave(Deletes.OnLeave.DELETE)),
            "deletes: {by: absence, onLeave: delete}"));
    cases.add(
        twin(
            sync()
                .schemaDrift(
                    SchemaDrift.standard()
                        .on(Kind.NEW, Answer.DISCARD)
                        .on(Kind.VANISHED, Answer.REJECT)
                        .on(Kind.NARROWED, Answer.FREEZE)
                        .on(Kind.WIDENED, Answer.REJECT)
                        .on(Kind.RETYPED, Answer.EVOLVE)),
            "schemaDrift: {new: discard, vanished: reject, narrowed: freeze, widened: reject,"
                + " retyped: evolve}"));
    cases.add(twin(sync().schemaDrift(SchemaDrift.always(Answer.FREEZE)), "schemaDrift: freeze"));
    cases.add(twin(sync().schemaDrift(SchemaDrift.standard()), "schemaDrift: {new: evolve}"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.FAIL), "onLossyWrite: fail"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.COERCE), "onLossyWrite: coerce"));
    cases.add(twin(sync().onLossyWrite(OnLossyWrite.REJECT), ""));
    cases.add(twin(sync().deletes(Deletes.none()), "deletes: none"));
    cases.add(twin(sync().deletes(Deletes.byAbsence()), "deletes: absence"));
    cases.add(
        twin(
            sync().deletes(Deletes.byAbsence().atMostPercent(5)),
            "deletes: {by: absence, atMostPercent: 5}"));
    cases.add(
        twin(
            sync().deletes(Deletes.byFlag("gone").atMost(5_000_000_000L)),
            "deletes: {by: flag, field: gone, atMost: 5000000000}"));
    cases.add(
        twin(
            sync().errorBudget(ErrorBudget.ofPercent(2.5).after(10).count(7)),
            "errorBudget: {percent: 2.5, after: 10, count: 7}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.ofCount(7)), "errorBudget: {count: 7}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.unlimited()), "errorBudget: {percent: 100}"));
    cases.add(twin(sync().errorBudget(ErrorBudget.standard()), "errorBudget: {percent: 10}"));
    cases.add(twin(sync().secretFields("iban"), "secretFields: iban"));
    cases.add(twin(sync().secretFields("iban", "*_token"), "secretFields: [iban, '*_token']"));
    var usual = RunSettings.DEFAULT;
    Map.<String, RunSettings>ofEntries(
            Map.entry("{}", usual),
            Map.entry("{batchRows: 5}", usual.batchRows(5)),
            Map.entry("{batchBytes: 4294967296}", usual.batchBytes(4L << 30)),
            Map.entry("{batchBytes: 4 GiB}", usual.batchBytes(4L << 30)),
            Map.entry("{batchBytes: 512KiB}", usual.batchBytes(512 << 10)),
            Map.entry("{gatherRows: 8}", usual.gatherRows(8)),
            Map.entry("{queueCapacity: 9}", usual.queueCapacity(9)),
            Map.entry("{checkpointRows: 7}", usual.checkpointRows(7)),
            Map.entry("{checkpointEvery: 500ms}", usual.checkpointEvery(Duration.ofMillis(500))),
            Map.entry("{leaseTtl: PT2M}", usual.leaseTtl(Duration.ofMinutes(2))),
            Map.entry("{maxRetries: 0}", usual.maxRetries(0)),
            Map.entry("{retryDelay: 1s}", usual.retryDelay(Duration.ofSeconds(1))),
            Map.entry("{maxRetryDelay: 1h}", usual.maxRetryDelay(Duration.ofHours(1))),
            Map.entry("{maxWait: 1h}", usual.maxWait(Duration.ofHours(1))),
            Map.entry("{deadline: 2h}", usual.deadline(Duration.ofHours(2))))
        .forEach(
            (yaml, expected) -> cases.add(twin(sync().settings(expected), "settings: " + yaml)));
    return cases.stream();
  }
}
