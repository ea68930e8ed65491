package dev.syncline.smartsuite.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.value.Unfit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The field by which a record is found again. What the API finds is not believed: it may look for
 * something like the value.
 *
 * @param name its name in the mapping
 * @param column the field
 */
record ExternalId(String name, Layout.Column column) {
  private static final Set<String> TEXTS = Set.of("textfield", "textareafield", "recordtitlefield");
  private static final Set<String> NUMBERS = Set.of("numberfield", "currencyfield", "percentfield");

  ExternalId {
    TableField field = column.field();
    if (!TEXTS.contains(field.type()) && !NUMBERS.contains(field.type())) {
      throw new PermanentException(
          "records cannot be found by '"
              + field.label()
              + "', which is of type "
              + field.type()
              + "; the external id goes into a text or a number");
    }
  }

  String slug() {
    return column.field().slug();
  }

  /**
   * The references of all records with each of these keys, in order.
   *
   * @param restoring learns which of them were perhaps restored and not written since
   */
  List<List<DestinationRef>> find(List<Key> keys, Records records, Optional<Restoring> restoring) {
    var wanted = new ArrayList<Object>();
    for (Key key : keys) {
      wanted.add(value(key));
    }
    String comparison = NUMBERS.contains(column.field().type()) ? "is_equal_to" : "is";
    var found = records.by(slug(), comparison, wanted);
    refuseStrangers(found, wanted);
    var refs = new ArrayList<List<DestinationRef>>();
    for (Object value : wanted) {
      var own = new ArrayList<DestinationRef>();
      for (var record : found) {
        if (!has(record, value)) {
          continue;
        }
        restoring.ifPresent(back -> back.found(record));
        own.add(DestinationRef.of(String.valueOf(record.get("id"))));
      }
      refs.add(own);
    }
    return refs;
  }

  /** Whether it is the title, which the API changes when it restores a record. */
  boolean titled() {
    return slug().equals(Restoring.TITLE);
  }

  /** What is sent for a key. */
  Object value(Key key) {
    try {
      Object written = column.written(key.values().get(0));
      return written == null ? "" : written;
    } catch (Unfit e) {
      throw new PermanentException("a key cannot be looked up: " + e.getMessage());
    }
  }

  /** A value as a text that is the same for all forms of it. */
  String text(Object value) {
    Object read = column.form().read(value);
    return read instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : JsonText.plain(read == null ? value : read);
  }

  private boolean has(Map<String, @Nullable Object> record, Object value) {
    Object held = record.get(slug());
    return held != null && same(held, value);
  }

  private boolean same(Object held, Object value) {
    boolean number = NUMBERS.contains(column.field().type());
    Object left = number ? column.form().read(held) : held;
    Object right = number ? column.form().read(value) : value;
    // What may have been trimmed on the way is still found: else it would be created again.
    return left != null
        && right != null
        && (JsonText.same(left, right) || left.equals(right.toString().strip()));
  }

  /** Records that were not asked for say that the filter does not work; but for upper case. */
  private void refuseStrangers(List<Map<String, @Nullable Object>> found, List<Object> wanted) {
    for (var record : found) {
      String held = String.valueOf(record.get(slug())).strip();
      boolean known =
          wanted.stream()
              .anyMatch(
                  value -> has(record, value) || held.equalsIgnoreCase(value.toString().strip()));
      if (!known) {
        throw new PermanentException(
            "a search for records by '"
                + column.field().label()
                + "' answers others than were asked for, so that nobody knows whether there are"
                + " such records");
      }
    }
  }
}
