package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.KeyHash;
import java.nio.BufferUnderflowException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the columns of a row in order, as {@link RowWriter} bound them. */
final class RowReader {
  private final ResultSet row;
  private int index;

  private RowReader(ResultSet row) {
    this.row = row;
  }

  /** All rows of a query. */
  static <T> List<T> all(PreparedStatement statement, Shape<T> shape) throws SQLException {
    var found = new ArrayList<T>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(read(row, shape));
      }
    }
    return found;
  }

  /**
   * The row at which a result stands.
   *
   * @throws PermanentException if somebody has written something there that is no such entry
   */
  static <T> T read(ResultSet row, Shape<T> shape) throws SQLException {
    try {
      return shape.read(new RowReader(row));
    } catch (IllegalArgumentException | DateTimeException | BufferUnderflowException e) {
      throw new PermanentException(
          "an entry of the state store is damaged ("
              + e.getMessage()
              + "); restore the store from a backup",
          e);
    }
  }

  long number() throws SQLException {
    return row.getLong(++index);
  }

  int integer() throws SQLException {
    return row.getInt(++index);
  }

  OptionalLong optionalNumber() throws SQLException {
    long value = number();
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  OptionalInt optionalInteger() throws SQLException {
    int value = integer();
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  String text() throws SQLException {
    return row.getString(++index);
  }

  Optional<String> optionalText() throws SQLException {
    return Optional.ofNullable(row.getString(++index));
  }

  <E extends Enum<E>> E name(Class<E> type) throws SQLException {
    return Enum.valueOf(type, text());
  }

  Instant instant() throws SQLException {
    return Instant.parse(text());
  }

  Optional<Instant> optionalInstant() throws SQLException {
    return optionalText().map(Instant::parse);
  }

  KeyHash hash() throws SQLException {
    return Hashes.of(bytes());
  }

  byte[] bytes() throws SQLException {
    return row.getBytes(++index);
  }

  Optional<byte[]> optionalBytes() throws SQLException {
    return Optional.ofNullable(row.getBytes(++index));
  }

  /** How an entry stands in the columns of a query. */
  @FunctionalInterface
  interface Shape<T> {
    T read(RowReader row) throws SQLException;
  }
}
