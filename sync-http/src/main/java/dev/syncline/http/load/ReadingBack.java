package dev.syncline.http.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.extract.RecordList;
import dev.syncline.http.wire.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an API holds: all of it as a list, and single records by their references. */
final class ReadingBack {
  private final ApiClient client;
  private final LoaderSettings settings;
  private final RecordList list;
  private final PathTemplate one;
  private final List<String> key;

  /**
   * @param one the path of a single record
   * @param key the fields by which the path may name the record, too
   */
  ReadingBack(
      ApiClient client,
      LoaderSettings settings,
      RecordList list,
      PathTemplate one,
      List<String> key) {
    this.client = client;
    this.settings = settings;
    this.list = list;
    this.one = one;
    this.key = List.copyOf(key);
  }

  List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    var forms = new ArrayList<Optional<List<@Nullable Object>>>(written.size());
    for (int row = 0; row < written.size(); row++) {
      forms.add(Optional.of(list.written(written, row)));
    }
    return forms;
  }

  HeldRows read() {
    RecordList.Walk walk = list.open();
    return new HeldRows() {
      @Override
      public List<HeldRow> next() {
        return walk.next().stream()
            .map(listed -> new HeldRow(new DestinationRef(listed.reference()), listed.values()))
            .toList();
      }

      @Override
      public boolean goesOn() {
        return true;
      }

      @Override
      public void close() {
        walk.close();
      }
    };
  }

  List<HeldRow> read(List<DestinationRef> refs) {
    var asking = new Asking(client, settings.filters(), new Cancellation());
    var rows = new ArrayList<HeldRow>();
    for (DestinationRef ref : refs) {
      var request = ApiRequest.of("GET", one.fill(name -> part(ref, name)));
      asking
          .record(request, settings.readRecord())
          .ifPresent(found -> rows.add(new HeldRow(ref, list.values(found))));
    }
    return rows;
  }

  /** The reference, or the part of it that is a field of the key. */
  private @Nullable Object part(DestinationRef ref, String name) {
    if (name.equals("ref")) {
      return ref.single();
    }
    int index = key.indexOf(name);
    return index >= 0 && ref.values().size() == key.size() ? ref.values().get(index) : null;
  }
}
