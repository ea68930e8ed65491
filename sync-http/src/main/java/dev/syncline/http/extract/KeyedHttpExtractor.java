package dev.syncline.http.extract;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.extract.RowShape.Shaped;
import dev.syncline.http.extract.SourceSettings.ByKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Also reads single records, one request for each. */
final class KeyedHttpExtractor extends HttpExtractor implements ReadsByKey {
  private final ByKey byKey;
  private final List<String> keyFields;

  KeyedHttpExtractor(
      Supplier<ApiClient> connection,
      SourceSettings settings,
      ByKey byKey,
      List<String> keyFields) {
    super(connection, settings);
    this.byKey = byKey;
    this.keyFields = List.copyOf(keyFields);
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    var asking = new Asking(client(), settings().listing().filters(), cancellation());
    var shape = new RowShape(settings().fields(), settings().others());
    var rows = new ArrayList<Shaped>();
    for (Key key : keys) {
      var request = ApiRequest.of("GET", byKey.path().fill(values(key)::get));
      Optional<Map<String, @Nullable Object>> record = asking.record(request, byKey.record());
      record.ifPresent(found -> rows.add(shape.shape(found)));
    }
    Schema schema = rows.isEmpty() ? shape.schema() : shape.schemaOf(odd(rows));
    var batch = RowBatch.builder(schema);
    rows.forEach(row -> batch.add(RowShape.row(asText(row, schema), schema)));
    return batch.build();
  }

  private Map<String, Object> values(Key key) {
    var values = new HashMap<String, Object>();
    for (int i = 0; i < keyFields.size(); i++) {
      values.put(keyFields.get(i), key.values().get(i));
    }
    return values;
  }

  /** All that is odd about any of the rows: they share one batch. */
  private static Shaped odd(List<Shaped> rows) {
    var odd = new HashMap<String, LogicalType>();
    rows.forEach(row -> row.odd().keySet().forEach(name -> odd.put(name, LogicalType.STRING)));
    return new Shaped(Map.of(), odd);
  }

  private static Shaped asText(Shaped row, Schema schema) {
    var values = new HashMap<String, @Nullable Object>(row.values());
    values.replaceAll(
        (name, value) ->
            value != null
                    && schema.indexOf(name).isPresent()
                    && !schema.field(schema.indexOf(name).getAsInt()).type().accepts(value)
                ? JsonForm.of(value, schema.field(schema.indexOf(name).getAsInt()).type())
                    .orElse(value)
                : value);
    return new Shaped(values, row.odd());
  }
}
