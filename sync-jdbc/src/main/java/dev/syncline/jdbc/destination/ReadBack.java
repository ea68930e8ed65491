package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.DigestSql;
import dev.syncline.jdbc.dialect.DoesNotFit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a table back, in the form in which its columns give back what they took. */
final class ReadBack {
  private static final int FETCHED = 1_000;

  private final Database database;
  private final Binding binding;
  private final List<ReadColumn> reference;
  private final List<ReadColumn> fields;
  private final Optional<TableRanges> ranges;
  private final String how;

  private ReadBack(
      Database database,
      Binding binding,
      List<ReadColumn> reference,
      List<ReadColumn> fields,
      Optional<DigestSql> digests) {
    this.database = database;
    this.binding = binding;
    this.reference = reference;
    this.fields = fields;
    var inexact = new LinkedHashSet<String>();
    this.ranges = digests.flatMap(sql -> TableRanges.of(this, sql, inexact));
    this.how = how(binding.dialect().name(), digests.isPresent(), inexact);
  }

  static ReadBack of(Database database, Binding binding) throws SQLException {
    try (Connection open = database.connect()) {
      List<ReadColumn> all = new ArrayList<>();
      all.addAll(columns(open, binding, binding.reference()));
      all.addAll(columns(open, binding, binding.columns()));
      int names = binding.reference().size();
      return new ReadBack(
          database,
          binding,
          List.copyOf(all.subList(0, names)),
          List.copyOf(all.subList(names, all.size())),
          binding.dialect().digests(open));
    }
  }

  private static List<ReadColumn> columns(Connection open, Binding binding, List<Column> columns)
      throws SQLException {
    String sql =
        "SELECT "
            + binding.dialect().quoted(Binding.names(columns))
            + " FROM "
            + binding.sqlTable()
            + " WHERE 1 = 0";
    var read = new ArrayList<ReadColumn>();
    try (var statement = open.createStatement();
        var nothing = statement.executeQuery(sql)) {
      List<ColumnMeta> metas = ColumnMeta.of(nothing.getMetaData());
      for (int i = 0; i < columns.size(); i++) {
        ColumnMeta meta = metas.get(i);
        read.add(new ReadColumn(columns.get(i), meta, binding.dialect().stored(meta)));
      }
    }
    return read;
  }

  private static String how(String database, boolean digests, LinkedHashSet<String> inexact) {
    if (!digests) {
      return "every row was read: " + database + " makes no digests of rows";
    }
    return inexact.isEmpty()
        ? database
            + " made digests of "
            + TableRanges.COUNT
            + " ranges, and differing ones were read"
        : "every row was read: "
            + database
            + " has no exact text of the column"
            + (inexact.size() == 1 ? " " : "s ")
            + String.join(", ", inexact);
  }

  String how() {
    return how;
  }

  Optional<KeyRanges> ranges() {
    return ranges.map(there -> there);
  }

  Binding binding() {
    return binding;
  }

  List<ReadColumn> reference() {
    return reference;
  }

  List<ReadColumn> fields() {
    return fields;
  }

  Database database() {
    return database;
  }

  // ---- what would be written
  // ---------------------------------------------------------------------

  List<Optional<List<@Nullable Object>>> readForm(RecordBatch batch) {
    var rows = new ArrayList<Optional<List<@Nullable Object>>>(batch.size());
    var asked = new Conversions(database, binding.dialect());
    for (int row = 0; row < batch.size(); row++) {
      try {
        rows.add(Optional.of(readForm(batch, row, asked)));
      } catch (DoesNotFit e) {
        rows.add(Optional.empty());
      }
    }
    asked.fill(rows);
    return rows;
  }

  private List<@Nullable Object> readForm(RecordBatch batch, int row, Conversions asked)
      throws DoesNotFit {
    var values = new ArrayList<@Nullable Object>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      ReadColumn field = fields.get(i);
      Object value = batch.absent(row, i) ? Absent.ABSENT : batch.value(row, i);
      if (value == null && binding.reference().contains(field.column())) {
        // The database gives the row its id.
        value = Absent.ABSENT;
      }
      if (value != null && value != Absent.ABSENT) {
        Object bound = Operations.encode(field.column(), value);
        value = field.form().asks(bound) ? asked.later(field, bound) : field.normal(bound);
      }
      values.add(value);
    }
    return values;
  }

  List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    var rows = new ArrayList<Optional<List<@Nullable Object>>>(refs.size());
    var asked = new Conversions(database, binding.dialect());
    for (DestinationRef ref : refs) {
      var values = new ArrayList<@Nullable Object>();
      try {
        for (int i = 0; i < ref.values().size(); i++) {
          ReadColumn column = reference.get(i);
          Object bound = Operations.encode(column.column(), ref.values().get(i));
          values.add(column.form().asks(bound) ? asked.later(column, bound) : column.normal(bound));
        }
        rows.add(Optional.of(values));
      } catch (DoesNotFit | IndexOutOfBoundsException e) {
        // The table names its rows otherwise than it did; nothing is called so now.
        rows.add(Optional.empty());
      }
    }
    asked.fill(rows);
    var same = new ArrayList<DestinationRef>();
    for (int i = 0; i < refs.size(); i++) {
      same.add(rows.get(i).map(DestinationRef::new).orElse(refs.get(i)));
    }
    return same;
  }

  // ---- what is there
  // -----------------------------------------------------------------------------

  HeldRows read() {
    return read("");
  }

  /** The rows that a condition lets through. */
  HeldRows read(String where) {
    Transaction transaction = database.read();
    try {
      PreparedStatement statement =
          database.dialect().stream(transaction.connection(), select() + where, FETCHED);
      try {
        return new TableRows(this, transaction, statement, statement.executeQuery());
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      transaction.close();
      throw failure(e);
    }
  }

  List<HeldRow> read(List<DestinationRef> refs) {
    var rows = new ArrayList<HeldRow>();
    int atOnce = Math.max(1, Math.min(200, binding.dialect().maxParameters() / reference.size()));
    try (Transaction transaction = database.read()) {
      for (int from = 0; from < refs.size(); from += atOnce) {
        List<DestinationRef> some = refs.subList(from, Math.min(refs.size(), from + atOnce));
        rows.addAll(read(transaction.connection(), some));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    return rows;
  }

  private List<HeldRow> read(Connection open, List<DestinationRef> refs) throws SQLException {
    var bound = new ArrayList<Object>();
    int wanted = 0;
    for (DestinationRef ref : refs) {
      try {
        var values = new ArrayList<Object>();
        for (int i = 0; i < reference.size(); i++) {
          values.add(Operations.encode(reference.get(i).column(), ref.values().get(i)));
        }
        bound.addAll(values);
        wanted++;
      } catch (DoesNotFit | IndexOutOfBoundsException e) {
        // Nothing is called so.
        continue;
      }
    }
    if (wanted == 0) {
      return List.of();
    }
    String one =
        reference.stream()
            .map(c -> quoted(c) + " = " + c.column().type().placeholder())
            .collect(Collectors.joining(" AND ", "(", ")"));
    String sql = select() + " WHERE " + String.join(" OR ", Collections.nCopies(wanted, one));
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      for (int i = 0; i < bound.size(); i++) {
        binding.dialect().bind(statement, i + 1, bound.get(i));
      }
      var rows = new ArrayList<HeldRow>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    }
  }

  private String select() {
    var columns = new ArrayList<ReadColumn>(reference);
    columns.addAll(fields);
    return columns.stream()
        .map(column -> column.form().exact().replace("%s", quoted(column)))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + binding.liveRows()));
  }

  String quoted(ReadColumn column) {
    return binding.dialect().quote(column.column().name());
  }

  HeldRow row(ResultSet result) throws SQLException {
    var ref = new ArrayList<Object>();
    for (int i = 0; i < reference.size(); i++) {
      Object value = reference.get(i).read(result, i + 1);
      // A row without a name is nobody's.
      ref.add(value == null ? "" : value);
    }
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(fields.get(i).read(result, reference.size() + i + 1));
    }
    return new HeldRow(new DestinationRef(ref), values);
  }

  RuntimeException failure(SQLException e) {
    return database.failure(
        "the table '" + binding.shape().table().name() + "' cannot be read back", e);
  }
}
