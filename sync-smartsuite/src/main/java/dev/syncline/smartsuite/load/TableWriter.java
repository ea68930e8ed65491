package dev.syncline.smartsuite.load;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.http.load.Item;
import dev.syncline.http.load.LoaderSettings;
import dev.syncline.http.load.Sending;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.value.Unfit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes batches to one table. */
final class TableWriter {
  private final SmartSuiteClient client;
  private final Layout layout;
  private final LoaderSettings settings;
  private final Records records;
  private final Optional<Restoring> restoring;
  private final Optional<Index> index;
  private final Duration time;

  /**
   * A writer that has sent nothing yet.
   *
   * @param restoring brings deleted records back, where that is wanted
   * @param index learns what became of records
   * @param time until when requests of a batch may begin
   */
  TableWriter(
      SmartSuiteClient client,
      Layout layout,
      LoaderSettings settings,
      Records records,
      Optional<Restoring> restoring,
      Optional<Index> index,
      Duration time) {
    this.client = client;
    this.layout = layout;
    this.settings = settings;
    this.records = records;
    this.restoring = restoring;
    this.index = index;
    this.time = time;
  }

  List<WriteResult> write(ChangeBatch batch) {
    Instant end = client.api().clock().instant().plus(time);
    @Nullable WriteResult[] results = new @Nullable WriteResult[batch.size()];
    var items = new ArrayList<Item>();
    for (int row = 0; row < batch.size(); row++) {
      try {
        items.add(item(batch, row, batch.changedFields(row)));
      } catch (Unfit e) {
        results[row] = new WriteResult.Rejected(String.valueOf(e.getMessage()));
      }
    }
    try {
      carryOut(batch, items, results, end);
    } catch (SyncException e) {
      index.ifPresent(known -> known.doubt(items));
      throw e;
    }
    index.ifPresent(known -> known.learn(items, results));
    return Arrays.stream(results).map(TableWriter::told).toList();
  }

  private void carryOut(
      ChangeBatch batch, List<Item> items, @Nullable WriteResult[] results, Instant end) {
    if (restoring.isEmpty()) {
      send(items, results, end);
      lookAtTheRest(batch, items, results, end);
      return;
    }
    Restoring back = restoring.get();
    // Half of the time is for the writes: what is restored and not written is in doubt.
    Restoring.Sorted sorted = back.sort(items, results, end.minus(time.dividedBy(2)));
    send(sorted.restored(), results, inAnyCase(end));
    // What is left out here is told as put off.
    if (sorted.restored().isEmpty() || !left(end).isNegative()) {
      send(sorted.others(), results, end);
    }
    var sent = new ArrayList<Item>(sorted.restored());
    sent.addAll(sorted.others());
    lookAtTheRest(batch, sent, results, end);
    back.learn(sent, results);
    for (Item item : sorted.restored()) {
      results[item.row()] = ofRestored(back, item, told(results[item.row()]));
    }
  }

  /**
   * What is said of a new record that was restored, and whose write then did not work: it is there,
   * so it must be looked for before it is tried again; and it must not stay if it was refused.
   */
  private static WriteResult ofRestored(Restoring back, Item item, WriteResult result) {
    if (result instanceof WriteResult.Retry retry) {
      return new WriteResult.InDoubt("restored, but not written: " + retry.reason(), true);
    }
    if (result instanceof WriteResult.Gone) {
      return new WriteResult.InDoubt("restored, and then gone again", true);
    }
    if (result instanceof WriteResult.Rejected refused && !back.takeBack(item)) {
      return new WriteResult.InDoubt("restored, but refused: " + refused.reason());
    }
    return result;
  }

  private static WriteResult told(@Nullable WriteResult result) {
    return result == null ? new WriteResult.Retry("it was not sent", Optional.empty()) : result;
  }

  /**
   * A change as it is sent.
   *
   * @param changed the fields that differ from what was written last, where that is known
   */
  private Item item(ChangeBatch batch, int row, Optional<BitSet> changed) throws Unfit {
    var record = new LinkedHashMap<String, @Nullable Object>();
    batch.ref(row).ifPresent(ref -> record.put("id", ref.single()));
    boolean insert = batch.change(row) == Change.INSERT;
    RecordBatch values = batch.values();
    for (int field = 0; field < values.schema().size(); field++) {
      boolean sent =
          !values.absent(row, field)
              && (insert
                  || changed.isEmpty()
                  || changed.get().isEmpty()
                  || changed.get().get(field));
      if (sent) {
        Layout.Column column = layout.columns().get(field);
        Object written = column.written(values.value(row, field));
        // A new record has nothing to be cleared.
        if (!insert || written != null) {
          record.put(column.field().slug(), written);
        }
      }
    }
    return new Item(row, batch.change(row), record, batch.ref(row), batch.idempotencyKey(row));
  }

  private void send(List<Item> items, @Nullable WriteResult[] results, Instant end) {
    if (items.isEmpty()) {
      return;
    }
    // One call counts its rows from 0, whatever was sorted out before.
    var counted = new ArrayList<Item>();
    for (Item item : items) {
      counted.add(
          new Item(
              counted.size(), item.change(), item.record(), item.ref(), item.idempotencyKey()));
    }
    List<WriteResult> told =
        new Sending(
                client.api(), settings, item -> Optional.empty(), counted.size(), false, left(end))
            .send(counted);
    for (int i = 0; i < items.size(); i++) {
      results[items.get(i).row()] = told.get(i);
    }
  }

  private Duration left(Instant end) {
    return Duration.between(client.api().clock().instant(), end);
  }

  /**
   * Updates and deletes that did not work may have met a record that is gone: a bulk call refuses
   * all for one, or leaves one out. Who is gone can be asked.
   */
  private void lookAtTheRest(
      ChangeBatch batch, List<Item> items, @Nullable WriteResult[] results, Instant end) {
    Map<String, Item> open = new LinkedHashMap<>();
    for (Item item : items) {
      WriteResult result = results[item.row()];
      boolean unclear =
          result instanceof WriteResult.Rejected
              || result instanceof WriteResult.InDoubt
              || result instanceof WriteResult.Gone;
      if (unclear && item.change() != Change.INSERT) {
        item.ref().ifPresent(ref -> open.put(ref.toString(), item));
      }
    }
    if (open.isEmpty()) {
      return;
    }
    Set<String> held = new HashSet<>();
    try {
      records.surely(open.keySet()).forEach(record -> held.add(String.valueOf(record.get("id"))));
    } catch (SyncException e) {
      return;
    }
    var back = new ArrayList<Item>();
    open.forEach(
        (id, item) -> {
          if (!held.contains(id)) {
            results[item.row()] = new WriteResult.Gone();
            if (item.change() == Change.UPDATE) {
              back.add(item);
            }
          }
        });
    if (restoring.isPresent() && !back.isEmpty()) {
      bringBack(batch, back, results, end);
    }
  }

  /** What was deleted over there and still is at the source comes back with all of its fields. */
  private void bringBack(
      ChangeBatch batch, List<Item> gone, @Nullable WriteResult[] results, Instant end) {
    Restoring back = restoring.orElseThrow();
    var whole = new ArrayList<Item>();
    for (Item item : gone) {
      DestinationRef ref = item.ref().orElseThrow();
      Optional<WriteResult> instead = back.restore(ref.toString(), left(end));
      if (instead.isPresent()) {
        results[item.row()] = instead.get();
        continue;
      }
      try {
        Item full = item(batch, item.row(), Optional.empty());
        back.clean(full);
        whole.add(full);
      } catch (Unfit e) {
        results[item.row()] = new WriteResult.Rejected(String.valueOf(e.getMessage()));
      }
    }
    send(whole, results, inAnyCase(end));
  }

  /**
   * Until when what is restored may be written: restoring it may have used up what the API takes in
   * this second. The deadline of a write leaves time for it.
   */
  private Instant inAnyCase(Instant end) {
    return end.plus(client.api().timeout());
  }
}
