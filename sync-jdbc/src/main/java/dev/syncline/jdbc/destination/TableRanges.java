package dev.syncline.jdbc.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.RangeDigests;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.DigestSql;
import dev.syncline.jdbc.dialect.DigestSql.DigestColumn;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Digests of a table's rows, by ranges of the MD5 of their references, made in the database. Sums
 * do not depend on the order of rows, so nothing has to be sorted.
 */
final class TableRanges implements KeyRanges {
  static final int COUNT = 4_096;
  private static final int RANGE_DIGITS = 3;
  private static final int DIGEST_DIGITS = 15;

  private final ReadBack table;
  private final DigestSql sql;
  private final List<DigestColumn> reference;
  private final List<DigestColumn> fields;
  private final MessageDigest md5;

  private TableRanges(
      ReadBack table, DigestSql sql, List<DigestColumn> reference, List<DigestColumn> fields) {
    this.table = table;
    this.sql = sql;
    this.reference = reference;
    this.fields = fields;
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /**
   * The ranges of a table, if the texts of all columns are exact.
   *
   * @param inexact gets the names of the others
   */
  static Optional<TableRanges> of(ReadBack table, DigestSql sql, Collection<String> inexact) {
    List<DigestColumn> reference = texts(table, sql, table.reference(), inexact);
    List<DigestColumn> fields = texts(table, sql, table.fields(), inexact);
    return inexact.isEmpty()
        ? Optional.of(new TableRanges(table, sql, reference, fields))
        : Optional.empty();
  }

  private static List<DigestColumn> texts(
      ReadBack table, DigestSql sql, List<ReadColumn> columns, Collection<String> inexact) {
    var texts = new ArrayList<DigestColumn>();
    for (ReadColumn column : columns) {
      sql.text(column.meta(), table.quoted(column))
          .ifPresentOrElse(texts::add, () -> inexact.add("'" + column.column().name() + "'"));
    }
    return texts;
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public int rangeOf(DestinationRef ref) {
    return (int) number(text(reference, ref.values()), RANGE_DIGITS);
  }

  @Override
  public long digestOf(DestinationRef ref, List<@Nullable Object> values) {
    return number(text(reference, ref.values()) + text(fields, values), DIGEST_DIGITS);
  }

  private static String text(List<DigestColumn> columns, List<? extends @Nullable Object> values) {
    var row = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      Object value = values.get(i);
      row.append(
          value == null ? DigestSql.NULL : DigestSql.part(columns.get(i).java().apply(value)));
    }
    return row.toString();
  }

  private long number(String text, int digits) {
    String hex = HexFormat.of().formatHex(md5.digest(text.getBytes(UTF_8)));
    return HexFormat.fromHexDigitsToLong(hex, 0, digits);
  }

  @Override
  public RangeDigests digests() {
    var columns = new ArrayList<>(reference);
    columns.addAll(fields);
    String query =
        "SELECT r, COUNT(*), SUM(d) FROM (SELECT "
            + range()
            + " AS r, "
            + sql.number(row(columns), DIGEST_DIGITS)
            + " AS d FROM "
            + table.binding().liveRows()
            + ") syncline_rows GROUP BY r";
    var digests = new RangeDigests(COUNT);
    try (Transaction transaction = table.database().read();
        var statement = transaction.connection().prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long sum = Objects.requireNonNull(row.getBigDecimal(3)).toBigInteger().longValue();
        digests.add(row.getInt(1), row.getLong(2), sum);
      }
      return digests;
    } catch (SQLException e) {
      throw table.failure(e);
    }
  }

  private String range() {
    return sql.number(row(reference), RANGE_DIGITS);
  }

  private String row(List<DigestColumn> columns) {
    return sql.row(columns.stream().map(DigestColumn::sql).toList());
  }

  @Override
  public HeldRows read(BitSet ranges) {
    if (ranges.cardinality() == COUNT) {
      return table.read();
    }
    String some =
        ranges.isEmpty()
            ? "-1"
            : ranges.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return table.read(" WHERE " + range() + " IN (" + some + ")");
  }
}
