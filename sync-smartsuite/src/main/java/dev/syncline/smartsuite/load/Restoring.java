package dev.syncline.smartsuite.load;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Reply;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.load.Item;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.DeletedRecords;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.schema.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings deleted records back: with their comments, their history and the links of others to them.
 * The API adds "(Restored)" to the title, which is taken off again.
 *
 * <p>Until then the record holds what it held when it was deleted. A process may die in between, so
 * one that a look-up finds with the mark is not taken for written: its insert is unfinished, and
 * the write that follows meets it.
 */
final class Restoring {
  static final String TITLE = "title";
  private static final String SUFFIX = "(Restored)";
  private static final int LARGEST = 16 << 20;

  private final SmartSuiteClient client;
  private final Records records;
  private final Table table;
  private final Optional<ExternalId> externalId;

  /** The titles, with the mark, of records that are back and were not written since. */
  private final Map<String, String> titles = new HashMap<>();

  /** The ids of those that are to be written as new ones, by their external ids. */
  private final Map<String, String> back = new HashMap<>();

  private @Nullable Map<String, String> deleted;

  Restoring(
      SmartSuiteClient client, Records records, Table table, Optional<ExternalId> externalId) {
    this.client = client;
    this.records = records;
    this.table = table;
    this.externalId = externalId;
  }

  /**
   * What becomes of the changes of a batch.
   *
   * @param restored updates, each of a record that was there before and is back
   * @param others as they were
   */
  record Sorted(List<Item> restored, List<Item> others) {}

  /**
   * Restores those new records that were there before, and makes updates of them. Deleted records
   * are asked for once in a run, when the first new record comes.
   *
   * @param results gets what could neither be restored nor may be created
   * @param end until when requests may begin; the first one always may, or there would never be an
   *     end
   */
  Sorted sort(List<Item> items, @Nullable WriteResult[] results, Instant end) {
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    boolean begun = false;
    for (Item item : items) {
      Optional<String> key = item.change() == Change.INSERT ? key(item) : Optional.empty();
      if (key.isEmpty()) {
        clean(item);
        sorted.others().add(item);
        continue;
      }
      String there = back.get(key.get());
      String before = there == null ? deleted().get(key.get()) : null;
      if (before != null) {
        Duration left = Duration.between(client.api().clock().instant(), end);
        Optional<WriteResult> failed =
            bringBack(key.get(), before, !begun && left.isNegative() ? Duration.ZERO : left);
        begun = true;
        if (failed.isPresent()) {
          results[item.row()] = failed.get();
          continue;
        }
        there = back.get(key.get());
      }
      if (there == null) {
        sorted.others().add(item);
      } else {
        sorted.restored().add(update(item, there));
      }
    }
    return sorted;
  }

  /** Restores a record, unless it is gone for good; says what keeps it from being written now. */
  private Optional<WriteResult> bringBack(String key, String id, Duration left) {
    Optional<WriteResult> instead = restore(id, left);
    if (instead.isPresent() && !(instead.get() instanceof WriteResult.Gone)) {
      return instead;
    }
    deleted().remove(key);
    if (instead.isEmpty()) {
      back.put(key, id);
      return Optional.empty();
    }
    // Not in the trash any more: somebody was faster, or it is gone for good.
    for (var record : records.surely(List.of(id))) {
      remember(id, record);
      back.put(key, id);
    }
    return Optional.empty();
  }

  private Item update(Item item, String id) {
    var record = new LinkedHashMap<String, @Nullable Object>();
    record.put("id", id);
    record.putAll(item.record());
    var update =
        new Item(
            item.row(),
            Change.UPDATE,
            record,
            Optional.of(DestinationRef.of(id)),
            item.idempotencyKey());
    clean(update);
    return update;
  }

  /**
   * What a deleted record is known by that a new one was before. Not the title: the API changes it,
   * so that nobody would find a record that was restored and not written since.
   */
  private Optional<String> key(Item item) {
    return key(item.record());
  }

  private Optional<String> key(Map<String, @Nullable Object> record) {
    return externalId
        .filter(field -> !field.titled())
        .flatMap(field -> Optional.ofNullable(record.get(field.slug())))
        .map(this::text);
  }

  private Map<String, String> deleted() {
    Map<String, String> known = deleted;
    if (known == null) {
      known = new HashMap<>();
      for (var record : listed()) {
        Optional<String> key = key(record);
        if (key.isPresent()) {
          known.put(key.get(), String.valueOf(record.get("id")));
        }
      }
      deleted = known;
    }
    return known;
  }

  /** Who may not look into the trash finds nothing to restore there. */
  private List<Map<String, @Nullable Object>> listed() {
    try {
      return new DeletedRecords(client, table).all();
    } catch (PermanentException e) {
      return List.of();
    }
  }

  private String text(Object value) {
    return externalId.map(id -> id.text(value)).orElse("");
  }

  /**
   * Restores a record.
   *
   * @param left how long requests may still begin
   * @return empty if it is back; else what is to be said of its change
   */
  Optional<WriteResult> restore(String id, Duration left) {
    if (left.isNegative()) {
      return Optional.of(
          new WriteResult.Retry("the time for this batch was over", Optional.empty()));
    }
    Turn turn = client.api().await(left);
    if (!turn.now()) {
      return Optional.of(new WriteResult.Retry(turn.reason(), Optional.of(turn.delay())));
    }
    ApiRequest request = ApiRequest.of("POST", records.path(id + "/restore/")).body("{}");
    Reply reply = client.api().send(request, ResponseFilters.NONE, new Cancellation());
    if (reply instanceof Reply.Success success) {
      remember(id, success);
      return Optional.empty();
    }
    String reason = ApiClient.reason(reply);
    if (reply instanceof Reply.RateLimited limited) {
      return Optional.of(new WriteResult.Retry(reason, limited.delay()));
    }
    if (reply instanceof Reply.NotSent) {
      return Optional.of(new WriteResult.Retry(reason, Optional.empty()));
    }
    return Optional.of(
        reply instanceof Reply.InDoubt ? new WriteResult.InDoubt(reason) : new WriteResult.Gone());
  }

  private void remember(String id, Reply.Success success) {
    try (var answer = success.answer()) {
      Object said = JsonText.read(answer.text(LARGEST)).orElse(Map.of());
      remember(id, said instanceof Map<?, ?> record ? record : Map.of());
    } catch (IOException e) {
      // The record is back; only its title is not known.
      titles.remove(id);
    }
  }

  private void remember(String id, Map<?, ?> record) {
    if (record.get(TITLE) instanceof String title) {
      titles.put(id, title);
    }
  }

  /** The title of a record as it was before it was restored. */
  private static String unmarked(String title) {
    String before = title;
    while (before.endsWith(SUFFIX)) {
      before = before.substring(0, before.length() - SUFFIX.length()).stripTrailing();
    }
    return before;
  }

  /**
   * A record as a look-up finds it: by its title, it was restored and not written since, or not.
   */
  void found(Map<String, @Nullable Object> record) {
    String id = String.valueOf(record.get("id"));
    Optional<String> key = key(record);
    if (key.isPresent() && record.get(TITLE) instanceof String title && title.endsWith(SUFFIX)) {
      titles.put(id, title);
      back.put(key.get(), id);
    } else {
      written(id);
    }
  }

  /** Whether a record that was found last was restored and not written since. */
  boolean unfinished(DestinationRef found) {
    return back.containsValue(found.toString());
  }

  /** It has the values of the source, and its title. */
  private void written(String id) {
    titles.remove(id);
    back.values().remove(id);
  }

  /** What became of changes. */
  void learn(List<Item> items, @Nullable WriteResult[] results) {
    for (Item item : items) {
      WriteResult result = results[item.row()];
      if (result instanceof WriteResult.Written || result instanceof WriteResult.Gone) {
        item.ref().ifPresent(ref -> written(ref.toString()));
      }
    }
  }

  /**
   * Deletes a record again that was restored for a write that was refused.
   *
   * @return whether it is certain that it is away
   */
  boolean takeBack(Item item) {
    String id = item.ref().map(DestinationRef::toString).orElse("");
    try {
      client.tell(ApiRequest.of("DELETE", records.path(id + "/")));
    } catch (SyncException e) {
      return false;
    }
    written(id);
    key(item).ifPresent(key -> deleted().put(key, id));
    return true;
  }

  /** Takes off again what the API has added to the title, unless a title is written anyway. */
  void clean(Item item) {
    String title = titles.get(item.ref().map(DestinationRef::toString).orElse(""));
    if (title != null
        && item.change() == Change.UPDATE
        && title.endsWith(SUFFIX)
        && !item.record().containsKey(TITLE)) {
      item.record().put(TITLE, unmarked(title));
    }
  }
}
