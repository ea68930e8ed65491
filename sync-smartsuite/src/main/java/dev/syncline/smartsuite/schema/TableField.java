package dev.syncline.smartsuite.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a table.
 *
 * @param slug its name in records
 * @param label its name for people
 * @param type such as {@code textfield}; there may be types that nobody knows yet
 * @param choices what can be chosen, in order
 * @param linkedTable the table that a link leads to
 */
public record TableField(
    String slug, String label, String type, List<Choice> choices, Optional<String> linkedTable) {
  private static final Set<String> READ_ONLY_TYPES =
      Set.of(
          "autonumberfield",
          "countfield",
          "commentscountfield",
          "firstcreatedfield",
          "lastupdatedfield",
          "formulafield",
          "recordidfield",
          "rollupfield",
          "votefield");
  private static final Set<String> READ_ONLY_SLUGS =
      Set.of(
          "id",
          "autonumber",
          "first_created",
          "last_updated",
          "comments_count",
          "ranking",
          "deleted_date",
          "deleted_by",
          "application_id",
          "application_slug");

  /** Copies the choices. */
  public TableField {
    choices = List.copyOf(choices);
  }

  /**
   * Something that can be chosen.
   *
   * @param id as records hold it
   * @param label as people see it
   */
  public record Choice(String id, String label) {}

  /** A field without choices and links. */
  public static TableField of(String slug, String label, String type) {
    return new TableField(slug, label, type, List.of(), Optional.empty());
  }

  /** Reads an item of a table's structure; empty if it is no field. */
  static Optional<TableField> of(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> json) || !(json.get("slug") instanceof String slug)) {
      return Optional.empty();
    }
    String label = json.get("label") instanceof String text ? text : slug;
    String type = json.get("field_type") instanceof String text ? text : "";
    var choices = new ArrayList<Choice>();
    Optional<String> linked = Optional.empty();
    if (json.get("params") instanceof Map<?, ?> params) {
      if (params.get("choices") instanceof List<?> list) {
        list.forEach(choice -> choice(choice).ifPresent(choices::add));
      }
      if (params.get("linked_application") instanceof String table) {
        linked = Optional.of(table);
      }
    }
    return Optional.of(new TableField(slug, label, type, choices, linked));
  }

  private static Optional<Choice> choice(@Nullable Object item) {
    if (item instanceof Map<?, ?> json && json.get("value") != null) {
      String id = String.valueOf(json.get("value"));
      return Optional.of(new Choice(id, json.get("label") instanceof String label ? label : id));
    }
    return Optional.empty();
  }

  /** Whether the API itself says what its value is. */
  public boolean readOnly() {
    return READ_ONLY_TYPES.contains(type) || READ_ONLY_SLUGS.contains(slug);
  }
}
