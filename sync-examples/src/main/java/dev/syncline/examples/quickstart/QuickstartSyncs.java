package dev.syncline.examples.quickstart;

import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import java.util.List;

/**
 * The two definitions. {@code quickstart.yml} says the same.
 *
 * <p>They read queries, not tables: a table's scan goes on where a killed one stopped, and would
 * not see what was touched in the part that was read before.
 */
final class QuickstartSyncs {
  static final String COUNTRIES = "countries";
  static final String REGIONS = "regions";

  private QuickstartSyncs() {}

  static List<SyncDefinition> all() {
    return List.of(countries(), regions());
  }

  /** Without a mapping, every field goes through under its own name. */
  private static SyncDefinition countries() {
    return SyncDefinition.builder(COUNTRIES)
        .source(JdbcSource.query("source", "SELECT code, name FROM countries").key("code"))
        .destination(JdbcTable.of("destination", "countries"))
        .deletes(Deletes.byAbsence())
        .build();
  }

  /** {@code country_id} gets the id that the destination gave the country. */
  static SyncDefinition regions() {
    return SyncDefinition.builder(REGIONS)
        .source(
            JdbcSource.query("source", "SELECT country_code, code, name FROM regions")
                .key("country_code", "code"))
        .map(m -> m.fields("code", "name"))
        .parent("country_id", COUNTRIES, "country_code")
        .destination(JdbcTable.of("destination", "regions"))
        .deletes(Deletes.byAbsence())
        .build();
  }
}
