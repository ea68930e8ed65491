package dev.syncline.jdbc.dialect;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a driver says of a column.
 *
 * @param name its label
 * @param jdbcType one of {@link java.sql.Types}
 * @param typeName the database's own name of the type, in lower case
 * @param declared the same as the database spells it
 * @param precision digits or characters, as far as the driver tells
 * @param scale digits after the point, as far as the driver tells
 * @param nullable whether null may appear
 * @param signed whether negative numbers may appear
 */
public record ColumnMeta(
    String name,
    int jdbcType,
    String typeName,
    String declared,
    int precision,
    int scale,
    boolean nullable,
    boolean signed) {

  /** The columns of a result. */
  public static List<ColumnMeta> of(ResultSetMetaData meta) throws SQLException {
    var columns = new ArrayList<ColumnMeta>(meta.getColumnCount());
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String typeName = meta.getColumnTypeName(i);
      columns.add(
          new ColumnMeta(
              meta.getColumnLabel(i),
              meta.getColumnType(i),
              typeName == null ? "" : typeName.toLowerCase(Locale.ROOT),
              typeName == null ? "" : typeName,
              meta.getPrecision(i),
              meta.getScale(i),
              meta.isNullable(i) != ResultSetMetaData.columnNoNulls,
              meta.isSigned(i)));
    }
    return columns;
  }
}
