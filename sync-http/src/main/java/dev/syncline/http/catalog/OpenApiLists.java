package dev.syncline.http.catalog;

import static dev.syncline.http.catalog.OpenApiDocument.list;
import static dev.syncline.http.catalog.OpenApiDocument.object;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.http.client.Braces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists that an OpenAPI document describes: what can be asked for by GET without knowing
 * anything, and answers objects in an array, or in the only such array of an object.
 */
final class OpenApiLists {
  private static final String ID = "id";

  private final OpenApiDocument document;

  OpenApiLists(OpenApiDocument document) {
    this.document = document;
  }

  /**
   * A list.
   *
   * @param name what it is called: its path with _ for /
   * @param path where it is
   * @param records where the records stand in an answer
   * @param fields those of a record
   * @param key the field that names a record, if there is one
   * @param single where a single record is, with the key in braces
   */
  record Listed(
      String name,
      String path,
      String records,
      List<Field> fields,
      Optional<String> key,
      Optional<String> single) {}

  /** A schema of records, and where they stand. */
  private record Records(String place, @Nullable Object schema) {}

  /** All of them, in the order of the document. */
  List<Listed> all() {
    var byName = new LinkedHashMap<String, Listed>();
    document
        .paths()
        .forEach(
            (path, item) -> {
              Optional<Listed> found = listed(path.toString(), document.followed(item));
              found
                  .map(list -> byName.putIfAbsent(list.name(), list))
                  .ifPresent(
                      other -> {
                        throw document.refused(
                            "has two lists of one name: " + other.path() + " and " + path);
                      });
            });
    return List.copyOf(byName.values());
  }

  private Optional<Listed> listed(String path, Map<?, ?> item) {
    if (!Braces.names(path).isEmpty() || asksForMore(item)) {
      return Optional.empty();
    }
    return answer(item).flatMap(this::records).map(records -> listed(path, records));
  }

  private Listed listed(String path, Records records) {
    List<Field> fields = document.fields(records.schema());
    Optional<String> key = fields.stream().filter(OpenApiLists::names).map(Field::name).findFirst();
    return new Listed(
        path.replaceAll("^/+|/+$", "").replace('/', '_'),
        path,
        records.place(),
        fields,
        key,
        key.flatMap(name -> single(path)));
  }

  private static boolean names(Field field) {
    return field.name().equals(ID)
        && !field.nullable()
        && (field.type() == LogicalType.STRING || field.type() == LogicalType.INTEGER);
  }

  /** Whether something has to be sent along that nobody knows. */
  private boolean asksForMore(Map<?, ?> item) {
    var parameters = new ArrayList<Object>(list(item.get("parameters")));
    parameters.addAll(list(object(item.get("get")).get("parameters")));
    return parameters.stream()
        .map(document::followed)
        .anyMatch(parameter -> Boolean.TRUE.equals(parameter.get("required")));
  }

  /** The schema of what a GET answers if it works. */
  private Optional<Object> answer(Map<?, ?> item) {
    Map<?, ?> responses = object(object(item.get("get")).get("responses"));
    Object said = responses.get("200");
    Map<?, ?> content =
        object(document.followed(said == null ? responses.get("2XX") : said).get("content"));
    for (var form : content.entrySet()) {
      if (form.getKey().toString().contains("json")) {
        return Optional.ofNullable(object(form.getValue()).get("schema"));
      }
    }
    return Optional.empty();
  }

  private Optional<Records> records(Object schema) {
    Optional<Object> items = objects(schema);
    if (items.isPresent()) {
      return Optional.of(new Records("$", items.get()));
    }
    var found = new ArrayList<Records>();
    document
        .properties(schema)
        .forEach(
            (name, property) ->
                objects(property)
                    .ifPresent(
                        records ->
                            found.add(
                                new Records("['" + name.replace("'", "\\'") + "']", records))));
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The schema of an array's items, if they are objects. */
  private Optional<Object> objects(@Nullable Object schema) {
    Map<?, ?> array = document.followed(schema);
    boolean is = "array".equals(array.get("type")) || list(array.get("type")).contains("array");
    return is
        ? Optional.<Object>ofNullable(array.get("items")).filter(document::describesObjects)
        : Optional.empty();
  }

  /** Where one record of a list is, if that answers such a record itself. */
  private Optional<String> single(String path) {
    String below = path.endsWith("/") ? path : path + "/";
    for (var item : document.paths().entrySet()) {
      String other = item.getKey().toString();
      if (other.startsWith(below) && other.substring(below.length()).matches("\\{[^/{}]+}")) {
        boolean same =
            answer(document.followed(item.getValue()))
                .filter(schema -> document.properties(schema).containsKey(ID))
                .isPresent();
        return same ? Optional.of(below + "{" + ID + "}") : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
