package dev.syncline.migration;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the syncs of a mapping file. */
final class MappingReader {
  private static final List<String> SYNC =
      List.of("name", "enabled", "description", "source", "destination");
  private static final List<String> SOURCE = List.of("query", "primary_key", "updated_at_field");
  private static final List<String> DESTINATION =
      List.of("table_id", "field_mappings", "external_id_field", "field_types", "transformations");

  private final Findings findings;
  private final FormReader forms;

  MappingReader(Findings findings) {
    this.findings = findings;
    this.forms = new FormReader(findings);
  }

  /** The syncs of a file: those under {@code syncs}, or a bare list of them. */
  List<EarlierSync> read(Written root) {
    Written list = root;
    if (root instanceof Written.Section section) {
      var top = new Members(section, findings);
      top.known(List.of("syncs"));
      Written.Member syncs = section.members().get("syncs");
      if (syncs == null) {
        findings.error(section.place(), "'syncs' is missing; add it: a list of syncs");
        return List.of();
      }
      list = syncs.value();
    }
    if (!(list instanceof Written.Items items)) {
      findings.error(list.place(), "a mapping file is a list of syncs, not " + list.kind());
      return List.of();
    }
    if (items.items().isEmpty()) {
      findings.error(list.place(), "there is no sync in the list; add one");
    }
    var syncs = new ArrayList<EarlierSync>();
    var names = new LinkedHashMap<String, Location>();
    for (Written item : items.items()) {
      if (item instanceof Written.Section section) {
        syncs.add(sync(new Members(section, findings), names));
      } else {
        findings.error(item.place(), "a sync is a section of names and values, not " + item.kind());
      }
    }
    return syncs;
  }

  private EarlierSync sync(Members sync, Map<String, Location> names) {
    sync.known(SYNC);
    String name = sync.text("name", "the name of the sync, under which its state is kept");
    Location first = names.putIfAbsent(name, sync.placeOf("name"));
    if (first != null && !name.isEmpty()) {
      findings.error(
          sync.placeOf("name"),
          "there are two syncs '"
              + name
              + "'; the other one stands in line "
              + first.line()
              + "; give one of them another name");
    }
    var source = sync.section("source", "the query, and the key of its rows");
    var destination = sync.section("destination", "the SmartSuite table and its fields");
    source.ifPresent(section -> section.known(SOURCE));
    destination.ifPresent(section -> section.known(DESTINATION));
    String key =
        source.map(s -> s.text("primary_key", "the column that identifies a row")).orElse("");
    var columns = destination.map(this::columns).orElse(List.of());
    return new EarlierSync(
        name,
        sync.truth("enabled").orElse(true),
        sync.has("description") ? sync.optionalText("description") : Optional.empty(),
        source.flatMap(this::query).orElse(new EarlierQuery("", false, false, List.of())),
        key,
        source.flatMap(s -> s.optionalText("updated_at_field")),
        destination.map(d -> d.text("table_id", "the id of the SmartSuite table")).orElse(""),
        destination.flatMap(d -> externalId(d, key, columns)),
        columns);
  }

  private Optional<EarlierQuery> query(Members source) {
    String sql = source.text("query", "the SQL that reads the rows");
    if (sql.isEmpty()) {
      return Optional.empty();
    }
    var query = EarlierQuery.of(sql);
    if (query.isEmpty()) {
      findings.error(
          source.placeOf("query"),
          "nobody can tell what this condition means in a run that reads everything, which has no"
              + " last time; write (… :last_sync_time … OR :last_sync_time IS NULL)");
    }
    query.ifPresent(
        read -> read.changes().forEach(each -> findings.note(source.placeOf("query"), each)));
    return query;
  }

  /** Of two columns that feed one field, the later one did in the earlier system. */
  private List<EarlierSync.Column> columns(Members destination) {
    var mappings = destination.section("field_mappings", "which column feeds which field");
    if (mappings.isEmpty()) {
      return List.of();
    }
    Map<String, FieldForm> known = forms(destination, mappings.get());
    var byField = new LinkedHashMap<String, EarlierSync.Column>();
    mappings
        .get()
        .all()
        .forEach(
            (column, target) -> {
              Location place = mappings.get().nameOf(column);
              if (!(target instanceof Written.Single field) || field.text().isBlank()) {
                findings.error(
                    target.place(),
                    "column '" + column + "' needs the slug of a field, not " + target.kind());
                return;
              }
              FieldForm form = known.getOrDefault(column, new FieldForm.AsItIs());
              var made = new EarlierSync.Column(column, field.text(), form, place);
              EarlierSync.Column other = byField.remove(field.text());
              if (other != null) {
                findings.note(
                    place,
                    "the field '"
                        + field.text()
                        + "' is fed by '"
                        + other.name()
                        + "', too; '"
                        + column
                        + "' counts");
              }
              byField.put(field.text(), made);
            });
    if (byField.isEmpty()) {
      findings.error(mappings.get().place(), "'field_mappings' maps nothing; add a column");
    }
    return List.copyOf(byField.values());
  }

  /** The newer {@code field_types} count more than the older {@code transformations}. */
  private Map<String, FieldForm> forms(Members destination, Members mappings) {
    var read = new LinkedHashMap<String, FieldForm>();
    for (String part : List.of("field_types", "transformations")) {
      var section = destination.optionalSection(part);
      if (section.isEmpty()) {
        continue;
      }
      section
          .get()
          .all()
          .forEach(
              (column, said) -> {
                Location place = section.get().nameOf(column);
                if (!mappings.all().containsKey(column)) {
                  findings.note(
                      place,
                      "column '"
                          + column
                          + "' is not in 'field_mappings'"
                          + hint(column, mappings)
                          + ", so that this means nothing");
                }
                FieldForm form = forms.read(column, said);
                if (read.putIfAbsent(column, form) != null) {
                  findings.note(
                      place, "'field_types' has column '" + column + "', too, and counts");
                }
              });
    }
    return read;
  }

  private static String hint(String column, Members mappings) {
    return Nearest.to(column, new LinkedHashSet<>(mappings.all().keySet()))
        .map(near -> ", which has '" + near + "'")
        .orElse("");
  }

  /** The field that holds the key: the one that is named, or the one that the key feeds. */
  private Optional<String> externalId(
      Members destination, String key, List<EarlierSync.Column> columns) {
    var keyField =
        columns.stream()
            .filter(column -> column.name().equals(key))
            .map(EarlierSync.Column::field)
            .findFirst();
    var named = destination.optionalText("external_id_field");
    if (named.isEmpty()) {
      keyField.ifPresent(
          field ->
              findings.note(
                  destination.place(),
                  "'external_id_field' is missing; the key '"
                      + key
                      + "' feeds the field '"
                      + field
                      + "', by which records are found now"));
      if (keyField.isEmpty() && !key.isEmpty()) {
        findings.error(
            destination.place(),
            "no field holds the key '"
                + key
                + "', so that a record whose answer got lost could not be found again, and would be"
                + " created twice; add external_id_field: <slug of a text field>");
      }
      return keyField;
    }
    columns.stream()
        .filter(column -> column.field().equals(named.get()) && !column.name().equals(key))
        .filter(column -> !key.isEmpty())
        .findFirst()
        .ifPresent(
            column ->
                findings.error(
                    destination.placeOf("external_id_field"),
                    "the field '"
                        + named.get()
                        + "' has to hold the key '"
                        + key
                        + "', and is fed by '"
                        + column.name()
                        + "'; name another field"));
    return named;
  }
}
