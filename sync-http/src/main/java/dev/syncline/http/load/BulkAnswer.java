package dev.syncline.http.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of each change of a request. What it does not say is in doubt: a result that
 * is missing or stands in the wrong place must not make a wrong record true.
 */
final class BulkAnswer {
  private static final int NOBODY = -1;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int LONGEST_REASON = 300;

  /** A number, which may be a text, also with words behind it. */
  private static final Pattern STATUS = Pattern.compile("(\\d{1,9})(\\D.*)?");

  private final Bulk form;
  private final Function<Item, Optional<DestinationRef>> usualRef;
  private final UnaryOperator<String> masked;

  /**
   * @param usualRef the reference of an item for which the answer names none
   * @param masked takes secrets out of what the other side wrote
   */
  BulkAnswer(
      Bulk form, Function<Item, Optional<DestinationRef>> usualRef, UnaryOperator<String> masked) {
    this.form = form;
    this.usualRef = usualRef;
    this.masked = masked;
  }

  /** One result per item, in order. */
  List<WriteResult> results(@Nullable Object document, List<Item> items) {
    var results = new ArrayList<@Nullable WriteResult>();
    items.forEach(item -> results.add(null));
    Object failed = form.failed().map(path -> path.in(document)).orElse(null);
    // Where nothing failed, the list may be left out, but not the answer around it.
    boolean none = failed == null && (document instanceof Map || !form.results().isEmpty());
    if (!none && !(failed instanceof List)) {
      return doubt(items, "the answer does not list what failed");
    }
    if (failed instanceof List<?> failures) {
      Map<String, Integer> byKey = byKey(items);
      for (Object failure : failures) {
        Optional<Integer> at = place(failure, items, byKey);
        if (at.isEmpty()) {
          return doubt(items, "the answer names a failure, but not of which record");
        }
        results.set(at.get(), refused(failure));
      }
    }
    if (form.results().isEmpty()) {
      // Only failures are told: the others worked.
      for (int i = 0; i < items.size(); i++) {
        results.set(i, results.get(i) == null ? written(null, items.get(i)) : results.get(i));
      }
    } else {
      for (JsonPath place : form.results()) {
        if (place.in(document) instanceof List<?> told) {
          return told(told, items, results);
        }
      }
    }
    return filled(results);
  }

  private List<WriteResult> told(
      List<?> told, List<Item> items, List<@Nullable WriteResult> results) {
    if (form.by().isEmpty()) {
      long open = results.stream().filter(Objects::isNull).count();
      if (told.size() != open) {
        return doubt(items, "the answer has " + told.size() + " results for " + open + " records");
      }
      int next = 0;
      for (int i = 0; i < items.size(); i++) {
        if (results.get(i) == null) {
          results.set(i, result(told.get(next++), items.get(i)));
        }
      }
      return filled(results);
    }
    Map<String, Integer> byKey = byKey(items);
    var met = new BitSet();
    for (Object one : told) {
      int at = byKey.getOrDefault(keyOf(one), NOBODY);
      if (at != NOBODY && met.get(at)) {
        results.set(at, new WriteResult.InDoubt("the answer tells twice what became of it"));
      } else if (at != NOBODY) {
        met.set(at);
        results.set(at, results.get(at) == null ? result(one, items.get(at)) : results.get(at));
      }
    }
    return filled(results);
  }

  /** Where the records stand; a key that several of them have, or none, tells of nobody. */
  private Map<String, Integer> byKey(List<Item> items) {
    var byKey = new HashMap<String, Integer>();
    for (int i = 0; i < items.size(); i++) {
      byKey.merge(text(items.get(i).value(form.by().orElse(""))), i, (one, other) -> NOBODY);
    }
    byKey.put("", NOBODY);
    return byKey;
  }

  private String keyOf(@Nullable Object result) {
    return text(new JsonPath(List.of(form.by().orElse("")), "").in(result));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : JsonText.plain(value);
  }

  private Optional<Integer> place(
      @Nullable Object failure, List<Item> items, Map<String, Integer> byKey) {
    if (form.index().in(failure) instanceof Long index) {
      return index >= 0 && index < items.size() ? Optional.of(index.intValue()) : Optional.empty();
    }
    return form.by().isPresent()
        ? Optional.of(byKey.getOrDefault(keyOf(failure), NOBODY)).filter(at -> at != NOBODY)
        : Optional.empty();
  }

  private WriteResult result(@Nullable Object one, Item item) {
    Optional<Integer> status = form.status().flatMap(path -> status(path.in(one)));
    if (status.isPresent()) {
      return byStatus(status.get(), one, item);
    }
    if (form.status().isPresent() && form.ok().isEmpty() && errorOf(one).isEmpty()) {
      return new WriteResult.InDoubt("the answer does not tell the status of this record");
    }
    boolean ok =
        form.ok()
            .map(said -> said.getValue().equals(text(said.getKey().in(one))))
            .orElseGet(() -> errorOf(one).isEmpty());
    return ok ? written(one, item) : refused(one);
  }

  private static Optional<Integer> status(@Nullable Object told) {
    Matcher number = STATUS.matcher(text(told));
    return number.matches() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
  }

  private WriteResult byStatus(int status, @Nullable Object one, Item item) {
    if (status / 100 == 2) {
      return written(one, item);
    }
    if ((status == NOT_FOUND || status == GONE) && !item.inserts()) {
      return new WriteResult.Gone();
    }
    if (status == TOO_MANY) {
      return new WriteResult.Retry(reason(one), Optional.empty());
    }
    return status >= SERVER_ERROR ? new WriteResult.InDoubt(reason(one)) : refused(one);
  }

  private WriteResult written(@Nullable Object one, Item item) {
    if (form.echo().filter(field -> strange(field, one, item)).isPresent()) {
      return new WriteResult.InDoubt("the answer shows another record in the place of this one");
    }
    if (!item.inserts() && item.ref().isPresent()) {
      return WriteResult.Written.as(item.ref().get());
    }
    Object id = form.id().map(path -> path.in(one)).orElse(null);
    Optional<DestinationRef> ref =
        id == null ? usualRef.apply(item) : Optional.of(DestinationRef.of(id));
    return ref.map(named -> (WriteResult) WriteResult.Written.as(named))
        .orElseGet(() -> new WriteResult.InDoubt("the answer does not name the new record"));
  }

  /** Whether a result repeats another value than the one that was sent. */
  private static boolean strange(String field, @Nullable Object one, Item item) {
    Object sent = item.value(field);
    Object told = one instanceof Map<?, ?> result ? result.get(field) : null;
    return sent != null && told != null && !JsonText.same(sent, told);
  }

  private WriteResult refused(@Nullable Object one) {
    return new WriteResult.Rejected(reason(one));
  }

  private Optional<String> errorOf(@Nullable Object one) {
    return form.error()
        .map(path -> path.in(one))
        .filter(error -> !(error instanceof List<?> list && list.isEmpty()))
        .map(BulkAnswer::text)
        .filter(text -> !text.isBlank());
  }

  private String reason(@Nullable Object one) {
    String text = masked.apply(errorOf(one).orElseGet(() -> text(one)));
    return "the API says: "
        + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text);
  }

  private static List<WriteResult> filled(List<@Nullable WriteResult> results) {
    var filled = new ArrayList<WriteResult>();
    results.forEach(
        result ->
            filled.add(
                result == null
                    ? new WriteResult.InDoubt("the answer does not say what became of it")
                    : result));
    return filled;
  }

  private static List<WriteResult> doubt(List<Item> items, String reason) {
    return items.stream().map(item -> (WriteResult) new WriteResult.InDoubt(reason)).toList();
  }
}
