package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Members and linked records: always a list of ids.
 *
 * @param labels whether they are read by name, where the API tells it
 * @param kind what they are
 */
record IdsForm(boolean labels, Kind kind) implements FieldForm {
  private static final String ID = "[0-9a-fA-F]{24}";

  /** What the ids name. */
  sealed interface Kind {
    /** The id of something that is not named by its id. */
    String id(String text) throws Unfit;
  }

  /**
   * Members.
   *
   * @param byEmail the id of a member, or an empty text
   */
  record Member(UnaryOperator<String> byEmail) implements Kind {
    @Override
    public String id(String text) throws Unfit {
      String id = byEmail.apply(text);
      if (id.isEmpty()) {
        throw new Unfit("names nobody who is a member: " + Quoted.of(text));
      }
      return id;
    }
  }

  /** Records of a table. */
  record Linked() implements Kind {
    @Override
    public String id(String text) throws Unfit {
      throw new Unfit(
          "is no record id: "
              + Quoted.of(text)
              + "; declare the link as a parent, so that the parent's key becomes its id");
    }
  }

  @Override
  public LogicalType type() {
    return LogicalType.LIST;
  }

  @Override
  public Object write(Object value) throws Unfit {
    var ids = new ArrayList<String>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (one != null && !one.equals("")) {
        String text = JsonText.plain(one).strip();
        ids.add(text.matches(ID) ? text : kind.id(text));
      }
    }
    return ids;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json == null || FieldForm.isEmpty(json)) {
      return null;
    }
    var told = new ArrayList<@Nullable Object>();
    for (Object one : json instanceof List<?> list ? list : List.of(json)) {
      told.add(one instanceof Map<?, ?> object ? named(object) : one);
    }
    return told;
  }

  private @Nullable Object named(Map<?, ?> object) {
    Stream<String> names =
        labels ? Stream.of("title", "label", "name", "id", "value") : Stream.of("id", "value");
    return names
        .map(object::get)
        .filter(String.class::isInstance)
        .findFirst()
        .map(Object.class::cast)
        .orElse(object);
  }
}
