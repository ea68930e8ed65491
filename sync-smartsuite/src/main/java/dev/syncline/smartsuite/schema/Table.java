package dev.syncline.smartsuite.schema;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table and its fields.
 *
 * @param id as the address of its records has it
 * @param name for people
 * @param solution to which it belongs; empty if that is not told
 * @param fields in the order of the API
 */
public record Table(String id, String name, String solution, List<TableField> fields) {

  /** Copies the fields. */
  public Table {
    fields = List.copyOf(fields);
  }

  /** Reads a table as the API tells it. */
  static Table of(String id, Map<String, @Nullable Object> json) {
    if (!(json.get("structure") instanceof List<?> structure)) {
      throw new PermanentException("the table " + id + " was answered without its 'structure'");
    }
    var fields = new ArrayList<TableField>();
    structure.forEach(item -> TableField.of(item).ifPresent(fields::add));
    Object name = json.get("name");
    Object solution = json.get("solution");
    return new Table(
        id,
        name == null ? id : String.valueOf(name),
        solution == null ? "" : String.valueOf(solution),
        fields);
  }

  /**
   * The field of a name: a slug, or else a label.
   *
   * @throws PermanentException if several fields have this label
   */
  public Optional<TableField> field(String named) {
    return named(named, fields);
  }

  /**
   * The field that a value of this name is written to: {@code id} may well be the label of a field,
   * though it is the slug of the record's own id.
   *
   * @return a read-only one only if nothing else has this name
   * @throws PermanentException if several fields have this label
   */
  public Optional<TableField> writable(String named) {
    return named(named, fields.stream().filter(field -> !field.readOnly()).toList())
        .or(() -> field(named));
  }

  private Optional<TableField> named(String named, List<TableField> among) {
    Optional<TableField> bySlug =
        among.stream().filter(field -> field.slug().equals(named)).findFirst();
    if (bySlug.isPresent()) {
      return bySlug;
    }
    List<TableField> exact = among.stream().filter(field -> field.label().equals(named)).toList();
    List<TableField> found =
        exact.isEmpty()
            ? among.stream().filter(field -> field.label().equalsIgnoreCase(named)).toList()
            : exact;
    if (found.size() > 1) {
      throw new PermanentException(
          this
              + " has several fields with the label '"
              + named
              + "'; name the one that is meant by its slug: "
              + String.join(", ", found.stream().map(TableField::slug).toList()));
    }
    return found.stream().findFirst();
  }

  /** What may have been meant by a name that no field has; for messages. */
  public String nearest(String name) {
    return Nearest.hint(
        name, fields.stream().flatMap(field -> Stream.of(field.slug(), field.label())).toList());
  }

  /** With one more field. */
  public Table with(TableField field) {
    return new Table(id, name, solution, Stream.concat(fields.stream(), Stream.of(field)).toList());
  }

  /** The name and the id. */
  @Override
  public String toString() {
    return "the table '" + name + "' (" + id + ")";
  }
}
