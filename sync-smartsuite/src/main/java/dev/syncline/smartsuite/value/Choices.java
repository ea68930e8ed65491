package dev.syncline.smartsuite.value;

import dev.syncline.api.config.Nearest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.schema.TableField.Choice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be chosen in a field, by id or by label. */
final class Choices {
  private final List<Choice> choices;

  Choices(TableField field) {
    this.choices = field.choices();
  }

  /** The id of what is meant. A field that tells no choices takes everything. */
  String id(Object value) throws Unfit {
    String text = JsonText.plain(value);
    if (choices.isEmpty() || choices.stream().anyMatch(choice -> choice.id().equals(text))) {
      return text;
    }
    List<Choice> found = choices.stream().filter(choice -> choice.label().equals(text)).toList();
    if (found.isEmpty()) {
      found = choices.stream().filter(choice -> choice.label().equalsIgnoreCase(text)).toList();
    }
    if (found.size() == 1) {
      return found.get(0).id();
    }
    if (found.isEmpty()) {
      throw new Unfit(
          "is no choice: "
              + Quoted.of(value)
              + Nearest.hint(text, choices.stream().map(Choice::label).toList()));
    }
    throw new Unfit("is ambiguous: several choices are called " + Quoted.of(value));
  }

  /**
   * What was chosen.
   *
   * @param json an id, or an object that holds it
   * @param labels whether its label is wanted
   */
  String told(@Nullable Object json, boolean labels) {
    Object id = json instanceof Map<?, ?> object ? object.get("value") : json;
    String text = id == null ? "" : JsonText.plain(id);
    return labels
        ? choices.stream()
            .filter(choice -> choice.id().equals(text))
            .map(Choice::label)
            .findFirst()
            .orElseGet(() -> label(json, text))
        : text;
  }

  private static String label(@Nullable Object json, String id) {
    return json instanceof Map<?, ?> object && object.get("label") instanceof String label
        ? label
        : id;
  }
}
