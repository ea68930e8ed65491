package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of H2 as lists: a text that is written into one would become its only element. */
final class H2Arrays {
  static final ColumnType TYPE = ColumnType.of(LogicalType.LIST, H2Arrays::read, H2Arrays::write);

  private H2Arrays() {}

  private static @Nullable Object read(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : element(array.getArray());
  }

  private static @Nullable Object element(@Nullable Object value) throws SQLException {
    if (value instanceof Array array) {
      return element(array.getArray());
    }
    if (value instanceof Object[] elements) {
      var list = new ArrayList<@Nullable Object>(elements.length);
      for (Object each : elements) {
        list.add(element(each));
      }
      return list;
    }
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger number) {
      return Readers.narrow(number);
    }
    if (value instanceof Float number) {
      return Double.parseDouble(number.toString());
    }
    if (value == null) {
      return null;
    }
    boolean plain =
        value instanceof Boolean
            || value instanceof Long
            || value instanceof Double
            || value instanceof BigDecimal
            || value instanceof byte[];
    return plain ? value : value.toString();
  }

  private static Object write(Object value) throws DoesNotFit {
    if (!(value instanceof List<?> list)) {
      throw new DoesNotFit("takes a list, not " + Writers.describe(value));
    }
    @Nullable Object[] elements = new @Nullable Object[list.size()];
    for (int i = 0; i < elements.length; i++) {
      Object each = list.get(i);
      elements[i] = each instanceof List ? write(each) : each;
    }
    return elements;
  }
}
