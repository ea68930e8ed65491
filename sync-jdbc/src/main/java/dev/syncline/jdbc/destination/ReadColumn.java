package dev.syncline.jdbc.destination;

import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.StoredForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that is read back. Its read form has one number for 1, 1.0 and true in a numeric column,
 * one text for a text with and without the padding, and points in time for all their zones.
 *
 * @param column the column
 * @param meta what the driver says of it
 * @param form what it makes of values
 */
record ReadColumn(Column column, ColumnMeta meta, StoredForm form) {

  /** What a cell holds, in read form. */
  @Nullable Object read(ResultSet row, int index) throws SQLException {
    Object value = column.type().reader().read(row, index);
    return value == null ? null : normal(value);
  }

  /** A value that was read, or that was made ready to be bound, in read form. */
  Object normal(Object value) {
    ColumnType type = column.type();
    if (value instanceof Boolean truth) {
      return type.type() == LogicalType.BOOLEAN ? truth : number(BigDecimal.valueOf(truth ? 1 : 0));
    }
    if (value instanceof Double number) {
      return floating(number);
    }
    if (value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
      return number(new BigDecimal(value.toString()));
    }
    if (value instanceof String text) {
      return form.padded() ? withoutPadding(text) : text;
    }
    if (value instanceof byte[] bytes) {
      return bytes.length < form.bytes() ? Arrays.copyOf(bytes, form.bytes()) : bytes;
    }
    if (value instanceof Object[] elements) {
      return list(elements);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time && type.type() == LogicalType.TIMESTAMP) {
      return time.toInstant(ZoneOffset.UTC);
    }
    return value;
  }

  private static List<@Nullable Object> list(@Nullable Object[] elements) {
    var list = new ArrayList<@Nullable Object>(elements.length);
    for (Object element : elements) {
      list.add(element instanceof Object[] inner ? list(inner) : element);
    }
    return Collections.unmodifiableList(list);
  }

  private Object floating(double number) {
    double kept = form.single() ? Double.parseDouble(Float.toString((float) number)) : number;
    return Double.isFinite(kept) ? number(BigDecimal.valueOf(kept)) : (Object) kept;
  }

  private Object number(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (column.type().type() == LogicalType.STRING) {
      return plain.toPlainString();
    }
    if (column.type().type() == LogicalType.BOOLEAN
        && (plain.signum() == 0 || plain.compareTo(BigDecimal.ONE) == 0)) {
      return plain.signum() != 0;
    }
    if (plain.scale() > 0) {
      return plain;
    }
    if (plain.precision() - plain.scale() > 40) {
      return plain;
    }
    BigInteger whole = plain.toBigIntegerExact();
    return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
  }

  private static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
