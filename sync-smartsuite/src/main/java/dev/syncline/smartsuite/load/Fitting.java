package dev.syncline.smartsuite.load;

import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.smartsuite.schema.Table;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.schema.Workspace;
import dev.syncline.smartsuite.value.Customs;
import dev.syncline.smartsuite.value.FieldForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the fields of a table that mapped fields go to, and creates what may be created. */
final class Fitting {
  private final Workspace workspace;
  private final boolean createFields;
  private final Customs customs;

  Fitting(Workspace workspace, boolean createFields, Customs customs) {
    this.workspace = workspace;
    this.createFields = createFields;
    this.customs = customs;
  }

  /** The fields that would be created for these records, in the order of the mapping. */
  List<TableField> missing(Table table, Target target) {
    return target.schema().fields().stream()
        .filter(mapped -> table.writable(mapped.name()).isEmpty())
        .map(NewField::of)
        .toList();
  }

  /**
   * The fields for these records.
   *
   * @throws PermanentException naming all fields that are missing or read-only
   */
  Layout fit(Table known, Target target) {
    Table table = known;
    var columns = new ArrayList<Layout.Column>();
    var missing = new ArrayList<String>();
    var readOnly = new ArrayList<String>();
    Map<String, String> names = new HashMap<>();
    for (Field mapped : target.schema().fields()) {
      Optional<TableField> found = table.writable(mapped.name());
      if (found.isEmpty() && createFields) {
        TableField made = NewField.of(mapped);
        // A rehearsal only says what it would do.
        if (target.mayAlter()) {
          workspace.add(table, made);
        }
        table = table.with(made);
        found = Optional.of(made);
      }
      if (found.isEmpty()) {
        missing.add("'" + mapped.name() + "'" + table.nearest(mapped.name()));
        continue;
      }
      TableField field = found.get();
      if (field.readOnly()) {
        readOnly.add("'" + mapped.name() + "' (" + field.type() + ")");
      }
      String other = names.put(field.slug(), mapped.name());
      if (other != null) {
        throw new PermanentException(
            "'" + other + "' and '" + mapped.name() + "' are the same field of " + table);
      }
      columns.add(new Layout.Column(field, FieldForms.of(field, customs)));
    }
    refuse(table, missing, readOnly);
    return new Layout(target.schema(), columns);
  }

  private static void refuse(Table table, List<String> missing, List<String> readOnly) {
    var reasons = new ArrayList<String>();
    if (!missing.isEmpty()) {
      reasons.add(
          table
              + " has no field "
              + String.join(", ", missing)
              + "; map existing fields, or say 'createFields: true'");
    }
    if (!readOnly.isEmpty()) {
      reasons.add(
          table
              + " says itself what is in "
              + String.join(", ", readOnly)
              + ": read-only fields cannot be mapped");
    }
    if (!reasons.isEmpty()) {
      throw new PermanentException(String.join("; ", reasons));
    }
  }
}
