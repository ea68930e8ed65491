package dev.syncline.migration;

import dev.syncline.api.error.ConfigurationException.Location;
import java.util.List;
import java.util.Optional;

/**
 * One sync of a mapping file.
 *
 * @param name as the file says it
 * @param enabled whether the earlier system ran it
 * @param description what it is for
 * @param query what it reads
 * @param primaryKey the column of the key
 * @param updatedAt the column that grows with every change
 * @param table the id of the SmartSuite table
 * @param externalId the field that holds the key; empty if there is none
 * @param columns what is written, in the order of the file
 */
record EarlierSync(
    String name,
    boolean enabled,
    Optional<String> description,
    EarlierQuery query,
    String primaryKey,
    Optional<String> updatedAt,
    String table,
    Optional<String> externalId,
    List<Column> columns) {

  EarlierSync {
    columns = List.copyOf(columns);
  }

  /**
   * One column and the field that it feeds.
   *
   * @param name the column
   * @param field the slug of the field
   * @param form what becomes of its values
   * @param place where the file says so
   */
  record Column(String name, String field, FieldForm form, Location place) {}
}
