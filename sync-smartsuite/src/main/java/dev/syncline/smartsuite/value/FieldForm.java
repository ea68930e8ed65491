package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values of one field are written and read. JSON is maps, lists, texts, truth values and exact
 * numbers. Pure.
 */
public interface FieldForm {

  /** The type of most values that are read; a value may also have another one. */
  LogicalType type();

  /**
   * The JSON that is sent for a value; nothing of it is lost.
   *
   * @throws Unfit if the field cannot hold the value
   */
  Object write(Object value) throws Unfit;

  /** The value that is meant by JSON; null for an empty one. */
  @Nullable Object read(@Nullable Object json);

  /** The value in the form in which what is held is compared with what would be written. */
  default @Nullable Object compared(@Nullable Object json) {
    return read(json);
  }

  /** The JSON that empties the field. */
  default Optional<Object> empty() {
    return type() == LogicalType.LIST ? Optional.of(List.of()) : Optional.empty();
  }

  /** Whether a field is empty; missing ones are. */
  static boolean isEmpty(@Nullable Object json) {
    return json == null
        || json.equals("")
        || (json instanceof List<?> list && list.isEmpty())
        || (json instanceof Map<?, ?> map && map.isEmpty());
  }
}
