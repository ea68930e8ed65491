package dev.syncline.smartsuite.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table (the API says: application) and its fields. Immutable; every method answers a changed
 * copy.
 *
 * @param id 24 hexadecimal digits
 * @param name for people
 * @param fields the fields that every table has, and its own
 */
public record SimulatedTable(String id, String name, List<SimulatedField> fields) {

  /** Copies the fields. */
  public SimulatedTable {
    if (!id.matches("[0-9a-f]{24}")) {
      throw new IllegalArgumentException(
          "a table's id has 24 hexadecimal digits, not '" + id + "'");
    }
    fields = List.copyOf(fields);
  }

  /** A table with the fields that every table has: {@code title}, {@code last_updated}, … */
  public static SimulatedTable of(String id, String name) {
    return new SimulatedTable(
        id,
        name,
        List.of(
            SimulatedField.of("title", "Title", "recordtitlefield")
                .param("primary", true)
                .param("system", true),
            system("first_created", "First Created", "firstcreatedfield"),
            system("last_updated", "Last Updated", "lastupdatedfield"),
            system("followed_by", "Followed by", "userfield"),
            system("comments_count", "Open Comments", "commentscountfield"),
            system("autonumber", "Auto Number", "autonumberfield"),
            system("ranking", "Ranking", "rankingfield"),
            system("deleted_date", "Deleted Date", "deleteddatefield"),
            system("deleted_by", "Deleted By", "deletedbyfield"),
            system("id", "Record Id", "recordidfield")));
  }

  private static SimulatedField system(String slug, String label, String type) {
    return SimulatedField.of(slug, label, type).param("system", true);
  }

  /** With another field; one of the same slug takes its place. */
  public SimulatedTable field(SimulatedField field) {
    var more = new ArrayList<SimulatedField>();
    boolean replaced = false;
    for (SimulatedField known : fields) {
      replaced |= known.slug().equals(field.slug());
      more.add(known.slug().equals(field.slug()) ? field : known);
    }
    if (!replaced) {
      more.add(field);
    }
    return new SimulatedTable(id, name, more);
  }

  /** With another field without parameters. */
  public SimulatedTable field(String slug, String label, String type) {
    return field(SimulatedField.of(slug, label, type));
  }

  /** With a field of links to records of a table. */
  public SimulatedTable linked(String slug, String label, String otherTable) {
    return field(
        SimulatedField.of(slug, label, "linkedrecordfield")
            .param("linked_application", otherTable)
            .param("entries_allowed", "multiple"));
  }

  /** With a field of which a single create must give a value; bulk calls need not. */
  public SimulatedTable required(String slug) {
    return field(named(slug).orElseThrow().param("required", true));
  }

  SimulatedTable without(String slug) {
    return new SimulatedTable(
        id, name, fields.stream().filter(field -> !field.slug().equals(slug)).toList());
  }

  /** The field of this slug. */
  public Optional<SimulatedField> named(String slug) {
    return fields.stream().filter(field -> field.slug().equals(slug)).findFirst();
  }
}
