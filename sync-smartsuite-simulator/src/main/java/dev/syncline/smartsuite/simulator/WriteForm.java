package dev.syncline.smartsuite.simulator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be written to a field of some type, and what is kept of it. Strict, so that a client
 * that passes here writes what the documentation says. All methods are pure.
 */
final class WriteForm {
  /** Writes to these are ignored. */
  static final Set<String> READ_ONLY =
      Set.of(
          "autonumberfield",
          "countfield",
          "commentscountfield",
          "firstcreatedfield",
          "lastupdatedfield",
          "deleteddatefield",
          "deletedbyfield",
          "formulafield",
          "recordidfield",
          "rollupfield",
          "votefield",
          "rankingfield");

  private WriteForm() {}

  /** What is kept; null for an empty value. */
  static @Nullable Object kept(SimulatedField field, @Nullable Object value, String now) {
    if (value == null || empty(value)) {
      return null;
    }
    String slug = field.slug();
    return switch (field.type()) {
      case "textfield", "textareafield", "recordtitlefield" -> bounded(field, text(slug, value));
      case "numberfield", "currencyfield", "percentfield", "durationfield" -> decimal(slug, value);
      case "numbersliderfield", "percentcompletefield", "ratingfield" -> number(slug, value);
      case "yesnofield" -> as(slug, value, Boolean.class, "a valid boolean");
      case "datefield" -> date(slug, value);
      case "daterangefield" -> range(slug, value);
      case "duedatefield" -> dueDate(slug, value);
      case "timefield" -> time(slug, value);
      case "singleselectfield" -> choice(field, value);
      case "multipleselectfield", "tagsfield" -> choices(field, value);
      case "statusfield" -> status(field, value, now);
      case "emailfield", "linkfield", "filefield" -> texts(slug, value);
      case "userfield", "linkedrecordfield" -> ids(slug, value);
      case "phonefield" -> phones(slug, value);
      case "addressfield" -> parts(slug, value, "location_\\w+|sys_root");
      case "fullnamefield" -> parts(slug, value, "title|(first|middle|last)_name|sys_root");
      case "ipaddressfield" -> objects(slug, value, "country_code|address");
      case "colorpickerfield" -> objects(slug, value, "name|value");
      case "richtextareafield" -> parts(slug, value, "data|html|preview|yjsData");
      default -> value;
    };
  }

  static boolean empty(@Nullable Object value) {
    return value == null
        || value.equals("")
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static <T> T as(String slug, Object value, Class<T> kind, String what) {
    if (!kind.isInstance(value)) {
      throw Refusal.field(slug, "Must be " + what + ".");
    }
    return kind.cast(value);
  }

  private static String bounded(SimulatedField field, String text) {
    boolean tooLong =
        field.params().get("max_length") instanceof Integer most
            && text.codePointCount(0, text.length()) > most;
    if (tooLong) {
      throw Refusal.field(field.slug(), "Ensure this field has fewer characters.");
    }
    return text;
  }

  private static String text(String slug, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw Refusal.field(slug, "Not a valid string.");
    }
    return text;
  }

  private static String decimal(String slug, Object value) {
    String text = as(slug, value, String.class, "a number in a string");
    try {
      return new BigDecimal(text).toPlainString();
    } catch (NumberFormatException e) {
      throw Refusal.field(slug, "A valid number is required.");
    }
  }

  private static Object number(String slug, Object value) {
    return as(slug, value, BigDecimal.class, "a valid number");
  }

  private static Map<String, @Nullable Object> date(String slug, Object value) {
    Map<String, @Nullable Object> date = parts(slug, value, "date|include_time");
    String text = text(slug, date.get("date"));
    try {
      OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.field(slug, "Date has wrong format.");
    }
    if (!(date.get("include_time") instanceof Boolean)) {
      throw Refusal.field(slug, "include_time must be a boolean.");
    }
    return date;
  }

  private static Map<String, @Nullable Object> range(String slug, Object value) {
    Map<String, @Nullable Object> range = parts(slug, value, "from_date|to_date");
    range.replaceAll((name, date) -> empty(date) ? null : date(slug, Objects.requireNonNull(date)));
    return range;
  }

  private static Map<String, @Nullable Object> dueDate(String slug, Object value) {
    Map<String, @Nullable Object> due = Json.object(value);
    due.keySet().removeAll(Set.of("is_overdue", "status_is_completed", "status_updated_on"));
    Map<String, @Nullable Object> kept = range(slug, due);
    kept.put("is_overdue", false);
    kept.put("status_is_completed", false);
    kept.put("status_updated_on", null);
    return kept;
  }

  private static String time(String slug, Object value) {
    String text = as(slug, value, String.class, "a time");
    if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d")) {
      throw Refusal.field(slug, "Time has wrong format. Use hh:mm:ss.");
    }
    return text;
  }

  private static String choice(SimulatedField field, @Nullable Object value) {
    String id = text(field.slug(), value);
    List<?> choices = Json.list(field.params().get("choices"));
    boolean known =
        choices.isEmpty()
            || choices.stream().anyMatch(choice -> id.equals(Json.object(choice).get("value")));
    if (!known) {
      throw Refusal.field(field.slug(), "\"" + id + "\" is not a valid choice.");
    }
    return id;
  }

  private static List<?> choices(SimulatedField field, Object value) {
    List<?> ids = as(field.slug(), value, List.class, "a list");
    ids.forEach(id -> choice(field, id));
    return ids;
  }

  private static Map<String, @Nullable Object> status(
      SimulatedField field, Object value, String now) {
    Object id = value instanceof Map ? Json.object(value).get("value") : value;
    var status = new LinkedHashMap<String, @Nullable Object>();
    status.put("value", choice(field, id));
    status.put("updated_on", now);
    return status;
  }

  private static List<?> texts(String slug, Object value) {
    List<?> list = as(slug, value, List.class, "a list");
    list.forEach(item -> text(slug, item));
    return list;
  }

  private static List<?> ids(String slug, Object value) {
    List<?> list = texts(slug, value);
    for (Object id : list) {
      if (!String.valueOf(id).matches("[0-9a-f]{24}")) {
        throw Refusal.field(slug, "\"" + id + "\" is not a valid id.");
      }
    }
    return list;
  }

  private static List<?> phones(String slug, Object value) {
    List<?> list = objects(slug, value, "phone_(country|number|extension|type)|sys_root|sys_title");
    for (Object phone : list) {
      text(slug, Json.object(phone).get("phone_number"));
      text(slug, Json.object(phone).get("phone_country"));
    }
    return list;
  }

  private static List<?> objects(String slug, Object value, String names) {
    List<?> list = as(slug, value, List.class, "a list");
    for (Object item : list) {
      parts(slug, item, names);
    }
    return list;
  }

  private static Map<String, @Nullable Object> parts(
      String slug, @Nullable Object value, String names) {
    if (!(value instanceof Map)) {
      throw Refusal.field(slug, "Must be an object.");
    }
    Map<String, @Nullable Object> object = Json.object(value);
    for (String name : object.keySet()) {
      if (!name.matches(names)) {
        throw Refusal.field(slug, "\"" + name + "\" is not expected.");
      }
    }
    return object;
  }
}
