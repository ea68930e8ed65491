package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.StateQueries;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes dead letters up again, page by page, each as the record that was rejected. One whose secret
 * values are masked is read again from the source. What cannot be replayed is counted as rejected
 * and stays as it is.
 */
final class ReplayCarrier {
  private final String sync;
  private final StateQueries queries;
  private final LetterSelection selection;
  private final Optional<ReadsByKey> byKey;
  private final FetchStage fetch;
  private final Schema described;
  private final int pageSize;
  private final Map<String, Long> refusals = new TreeMap<>();
  private Optional<KeyHash> after = Optional.empty();
  private boolean ended;

  /**
   * @param described the source's schema; letters that fit into it take it
   */
  ReplayCarrier(
      String sync,
      StateQueries queries,
      LetterSelection selection,
      Optional<ReadsByKey> byKey,
      FetchStage fetch,
      Schema described,
      int pageSize) {
    this.sync = sync;
    this.queries = queries;
    this.selection = selection;
    this.byKey = byKey;
    this.fetch = fetch;
    this.described = described;
    this.pageSize = pageSize;
  }

  boolean ended() {
    return ended;
  }

  /** Why letters were not replayed, one sentence for each reason. */
  List<String> notices() {
    return refusals.entrySet().stream()
        .map(refusal -> refusal.getValue() + " dead letters were not replayed: " + refusal.getKey())
        .toList();
  }

  /** The next letters, grouped by their schema; empty lists may come before the end. */
  List<WorkBatch> next() {
    List<DeadLetter> page = queries.deadLetters(sync, selection, after, pageSize);
    ended = page.size() < pageSize;
    if (page.isEmpty()) {
      return List.of();
    }
    after = Optional.of(page.get(page.size() - 1).id());
    var rows = new ArrayList<Row>(page.size());
    var masked = new ArrayList<DeadLetter>();
    for (DeadLetter letter : page) {
      if (!(letter.status().waiting() || selection instanceof LetterSelection.One)) {
        continue;
      }
      Row row = row(letter);
      Optional<String> refusal = refusal(letter, row);
      if (refusal.isPresent()) {
        rows.add(refused(letter, refusal.get()));
      } else if (letter.masked()) {
        masked.add(letter);
      } else {
        rows.add(row);
      }
    }
    if (!masked.isEmpty()) {
      rows.addAll(readAgain(masked));
    }
    return batches(rows);
  }

  private Optional<String> refusal(DeadLetter letter, Row row) {
    if (letter.stage() == Stage.DELTA && letter.errorType().equals(DeltaStage.DUPLICATE_KEY)) {
      return Optional.of(
          "the source held their key twice, and the other record was written; make the key unique"
              + " at the source");
    }
    if (letter.key().isPresent() && row.key == null) {
      return Optional.of(
          "they are deletes of records that a scan did not see; the next complete scan tries them"
              + " again");
    }
    if (letter.masked() && (letter.key().isEmpty() || byKey.isEmpty())) {
      return Optional.of(
          "their secret values are not kept in the state store, and the source cannot be read by"
              + " key; repair them at the source, or touch them there so that the next run reads"
              + " them");
    }
    return Optional.empty();
  }

  private Row row(DeadLetter letter) {
    SyncRecord record = RecordText.record(letter.raw());
    Schema schema = fits(record) ? described : record.schema();
    @Nullable Object[] held = record.toArray();
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = held[record.schema().indexOf(schema.field(i).name()).orElseThrow()];
    }
    var one = SyncRecord.of(schema, record.op(), values);
    return fetch.rows(RowBatch.of(schema, List.of(one))).get(0);
  }

  private boolean fits(SyncRecord record) {
    if (described.size() != record.schema().size()) {
      return false;
    }
    for (int i = 0; i < described.size(); i++) {
      var field = described.field(i);
      if (record.schema().indexOf(field.name()).isEmpty()
          || !field.type().accepts(record.get(field.name()))) {
        return false;
      }
    }
    return true;
  }

  private Row refused(DeadLetter letter, String reason) {
    refusals.merge(reason, 1L, Long::sum);
    SyncRecord record = RecordText.record(letter.raw());
    Key key = letter.key().map(RecordText::key).orElse(null);
    var row = new Row(record.schema(), record.toArray(), record.op(), letter.id(), key);
    row.leave(letter);
    return row;
  }

  /** What is at the source now is never older than the letter. */
  private List<Row> readAgain(List<DeadLetter> masked) {
    List<Key> keys = masked.stream().map(l -> RecordText.key(l.key().orElseThrow())).toList();
    Map<KeyHash, Row> found = new HashMap<>();
    byKey.ifPresent(source -> fetch.rows(source.read(keys)).forEach(row -> found.put(row.id, row)));
    var rows = new ArrayList<Row>(masked.size());
    for (DeadLetter letter : masked) {
      Row row = found.get(letter.id());
      rows.add(
          row != null
              ? row
              : refused(
                  letter,
                  "the source does not hold them any more; a complete scan closes them, or discard"
                      + " them"));
    }
    return rows;
  }

  private static List<WorkBatch> batches(List<Row> rows) {
    Map<Schema, List<Row>> bySchema = new LinkedHashMap<>();
    rows.forEach(
        row -> bySchema.computeIfAbsent(row.rawSchema, schema -> new ArrayList<>()).add(row));
    var batches = new ArrayList<WorkBatch>();
    bySchema.forEach((schema, some) -> batches.add(WorkBatch.of(Intake.CARRIED, schema, some)));
    return batches;
  }
}
