package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.OptionalLong;

/** Binds the columns of a row in order; {@link RowReader} reads them in the same order. */
final class RowWriter {
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private static final char NUL = '\0';
  private static final char SYMBOL_FOR_NUL = '\u2400';

  private final PreparedStatement statement;
  private int index;

  RowWriter(PreparedStatement statement) {
    this.statement = statement;
  }

  RowWriter number(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  RowWriter number(OptionalLong value) throws SQLException {
    if (value.isPresent()) {
      return number(value.getAsLong());
    }
    statement.setNull(++index, Types.BIGINT);
    return this;
  }

  RowWriter text(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  RowWriter text(Optional<String> value) throws SQLException {
    if (value.isPresent()) {
      return text(value.get());
    }
    statement.setNull(++index, Types.VARCHAR);
    return this;
  }

  /**
   * A text for a person. It may quote anything, also U+0000, for which PostgreSQL would refuse the
   * whole checkpoint; the sign for it stands there instead.
   */
  RowWriter prose(String value) throws SQLException {
    return text(value.replace(NUL, SYMBOL_FOR_NUL));
  }

  RowWriter prose(Optional<String> value) throws SQLException {
    return value.isPresent() ? prose(value.get()) : text(value);
  }

  RowWriter name(Enum<?> value) throws SQLException {
    return text(value.name());
  }

  /** Always nine digits of the second, so that texts sort like times. */
  RowWriter instant(Instant value) throws SQLException {
    return text(NANOSECONDS.format(value));
  }

  RowWriter instant(Optional<Instant> value) throws SQLException {
    return text(value.map(NANOSECONDS::format));
  }

  RowWriter hash(KeyHash value) throws SQLException {
    return bytes(Hashes.bytes(value));
  }

  RowWriter bytes(byte[] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }
}
