package dev.syncline.smartsuite.load;

import dev.syncline.api.Check;
import dev.syncline.api.destination.AltersDestination;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.schema.Table;
import dev.syncline.smartsuite.schema.Workspace;
import dev.syncline.smartsuite.value.Customs;
import dev.syncline.smartsuite.value.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a table, at most 25 changes in one request. It promises nothing that the API does not:
 * creates are neither upserts nor recognised when they come again, bulk calls need not be atomic,
 * and a request may be carried out late. So the engine writes down what it sends, and looks up by
 * the external id what became of it.
 */
public final class SmartSuiteLoader
    implements Loader, LooksUp, HoldsRecords, ReadsBack, AltersDestination {
  private final Supplier<SmartSuiteClient> connection;
  private final LoaderOptions options;
  private @Nullable Workspace workspace;
  private @Nullable Table known;
  private @Nullable Prepared prepared;

  /**
   * What {@link #prepare} found out.
   *
   * @param externalId where records can be found again
   */
  private record Prepared(
      Layout layout,
      Optional<ExternalId> externalId,
      Optional<Index> index,
      Optional<Restoring> restoring,
      Records records,
      TableWriter writer) {

    Optional<String> slug() {
      return externalId.map(ExternalId::slug);
    }
  }

  /**
   * A loader that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   */
  public SmartSuiteLoader(Supplier<SmartSuiteClient> connection, LoaderOptions options) {
    this.connection = connection;
    this.options = options;
  }

  private SmartSuiteClient client() {
    return connection.get();
  }

  private Duration writeTime() {
    return options.writeTime().orElse(client().api().timeout().multipliedBy(2));
  }

  private Prepared prepared() {
    return Objects.requireNonNull(prepared, "prepare comes first");
  }

  @Override
  public LoaderTraits traits() {
    // A record that was restored is written, whatever time its restoring has taken.
    Duration restoring = options.restore() ? client().api().timeout() : Duration.ZERO;
    return LoaderTraits.of(Requests.MOST, writeTime().plus(restoring).plus(options.late()));
  }

  /** A write that has no time for a request would be put off for ever. */
  private void requireTime() {
    Duration timeout = client().api().timeout();
    if (writeTime().compareTo(timeout) <= 0) {
      throw new PermanentException(
          "the 'writeTime' of the destination is "
              + writeTime().toSeconds()
              + " s; it must be longer than the 'timeout' of the connection, "
              + timeout.toSeconds()
              + " s");
    }
  }

  private Fitting fitting() {
    Workspace workspace = workspace();
    var customs = new Customs(options.zone(), options.phoneCountry(), false, workspace::member);
    return new Fitting(workspace, options.createFields(), customs);
  }

  @Override
  public List<String> alterations(Target target) {
    if (!options.createFields()) {
      return List.of();
    }
    Table table = table();
    return fitting().missing(table, target).stream()
        .map(field -> "add the field '" + field.label() + "' (" + field.type() + ") to " + table)
        .toList();
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    requireTime();
    Table table = table();
    Layout layout = fitting().fit(table, target);
    if (options.createFields()) {
      known = null;
    }
    Optional<ExternalId> externalId = externalId(layout, target.keyFields());
    var records = new Records(client(), table.id());
    Optional<Prepared> before =
        Optional.ofNullable(prepared)
            .filter(other -> other.slug().equals(externalId.map(ExternalId::slug)));
    // Records of another shape are in the same table: what was asked for need not be asked again.
    Optional<Restoring> restoring =
        before.isPresent() ? before.get().restoring() : restoring(records, table, externalId);
    Optional<Index> index =
        before.isPresent()
            ? before.get().index()
            : externalId.map(id -> new Index(client(), records, table.id(), id, restoring));
    var writer =
        new TableWriter(
            client(),
            layout,
            Requests.settings(records, externalId.map(ExternalId::slug)),
            records,
            restoring,
            index,
            writeTime().minus(client().api().timeout()));
    prepared = new Prepared(layout, externalId, index, restoring, records, writer);
    return Optional.empty();
  }

  private Optional<Restoring> restoring(
      Records records, Table table, Optional<ExternalId> externalId) {
    return options.restore()
        ? Optional.of(new Restoring(client(), records, table, externalId))
        : Optional.empty();
  }

  private Table table() {
    Table found = known;
    if (found == null) {
      found = workspace().table(options.table());
      known = found;
    }
    return found;
  }

  private Workspace workspace() {
    Workspace asked = workspace;
    if (asked == null) {
      asked = new Workspace(client());
      workspace = asked;
    }
    return asked;
  }

  private Optional<ExternalId> externalId(Layout layout, List<String> keyFields) {
    Optional<String> name =
        options
            .externalId()
            .or(() -> keyFields.size() == 1 ? Optional.of(keyFields.get(0)) : Optional.empty());
    if (name.isPresent() && !layout.schema().names().contains(name.get())) {
      throw new PermanentException("the external id '" + name.get() + "' is not mapped");
    }
    return name.map(mapped -> new ExternalId(mapped, layout.column(mapped)));
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    return prepared().writer().write(batch);
  }

  @Override
  public List<String> lookupFields() {
    return prepared().externalId().map(ExternalId::name).map(List::of).orElse(List.of());
  }

  @Override
  public List<List<DestinationRef>> lookup(List<Key> keys) {
    return prepared().index().orElseThrow().find(keys);
  }

  @Override
  public boolean unfinished(DestinationRef found) {
    return prepared().restoring().map(back -> back.unfinished(found)).orElse(false);
  }

  @Override
  public Duration settle() {
    return options.settle();
  }

  @Override
  public BitSet holds(List<DestinationRef> refs) {
    var held = new HashSet<String>();
    prepared()
        .records()
        .byId(ids(refs))
        .forEach(record -> held.add(String.valueOf(record.get("id"))));
    var bits = new BitSet();
    for (int i = 0; i < refs.size(); i++) {
      bits.set(i, held.contains(refs.get(i).toString()));
    }
    return bits;
  }

  private static List<String> ids(List<DestinationRef> refs) {
    return refs.stream().map(DestinationRef::toString).toList();
  }

  @Override
  public List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    var forms = new ArrayList<Optional<List<@Nullable Object>>>();
    for (int row = 0; row < written.size(); row++) {
      var values = new ArrayList<@Nullable Object>();
      for (int field = 0; field < written.schema().size(); field++) {
        values.add(written.absent(row, field) ? Absent.ABSENT : written.value(row, field));
      }
      forms.add(readForm(values));
    }
    return forms;
  }

  private Optional<List<@Nullable Object>> readForm(List<@Nullable Object> values) {
    try {
      return Optional.of(prepared().layout().compared(values));
    } catch (Unfit e) {
      return Optional.empty();
    }
  }

  @Override
  public List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    return refs;
  }

  @Override
  public HeldRows read() {
    return new TableRows(client(), prepared().layout(), table().id());
  }

  @Override
  public List<HeldRow> read(List<DestinationRef> refs) {
    return prepared().records().byId(ids(refs)).stream()
        .map(
            record ->
                new HeldRow(
                    DestinationRef.of(String.valueOf(record.get("id"))),
                    prepared().layout().compared(record)))
        .toList();
  }

  @Override
  public Optional<KeyRanges> ranges() {
    return Optional.empty();
  }

  @Override
  public String howCompared() {
    return "by reading every record, because SmartSuite has no checksums: values as they are"
        + " read, without what the API adds, and empty ones like missing ones";
  }

  @Override
  public Check check() {
    return client().check(() -> workspace().table(options.table()));
  }

  /** The client belongs to the engine. */
  @Override
  public void close() {}
}
