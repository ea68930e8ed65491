package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** {@code COPY … FROM STDIN} in its text form, which the types' own input functions read. */
final class PostgreSqlCopy implements BulkLoad {
  private static final int BLOCK = 64 << 10;
  private static final int LAST_PLAIN_YEAR = 9_999;
  private static final byte[] NULL = {'\\', 'N'};

  private final PostgreSql dialect;

  PostgreSqlCopy(PostgreSql dialect) {
    this.dialect = dialect;
  }

  @Override
  public boolean worksOn(Connection connection) {
    return ownDriver(connection);
  }

  /** Whether a connection is one of pgjdbc, and pgjdbc is there to be asked. */
  static boolean ownDriver(Connection connection) {
    try {
      return connection.isWrapperFor(PGConnection.class);
    } catch (SQLException | LinkageError e) {
      return false;
    }
  }

  @Override
  public boolean takes(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof BigDecimal
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof byte[]
        || value instanceof LocalTime
        || (value instanceof LocalDate day && plain(day.getYear()))
        || (value instanceof LocalDateTime time && plain(time.getYear()))
        || (value instanceof OffsetDateTime time && plain(time.getYear()));
  }

  /** Other years have forms of their own. */
  private static boolean plain(int year) {
    return year > 0 && year <= LAST_PLAIN_YEAR;
  }

  @Override
  public void insert(
      Connection connection,
      String table,
      List<String> columns,
      List<@Nullable Object[]> rows,
      int seconds)
      throws SQLException {
    Dialect.run(connection, "SET LOCAL statement_timeout = " + seconds * 1_000L);
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " (" + dialect.quoted(columns) + ") FROM STDIN");
    try {
      var block = new Block(copy);
      for (@Nullable Object[] row : rows) {
        block.row(row);
      }
      block.send();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  @Override
  public String workTable(Connection connection, String table, List<String> columns)
      throws SQLException {
    String name = "pg_temp.syncline_load";
    Dialect.run(connection, "DROP TABLE IF EXISTS " + name);
    Dialect.run(
        connection,
        "CREATE TEMPORARY TABLE syncline_load ON COMMIT DROP AS SELECT "
            + dialect.quoted(columns)
            + " FROM "
            + table
            + " WITH NO DATA");
    return name;
  }

  @Override
  public boolean alreadyThere(SQLException error) {
    return "23505".equals(error.getSQLState());
  }

  /** Rows on their way, some thousand bytes at a time. */
  private static final class Block {
    private final CopyIn copy;
    private byte[] bytes = new byte[BLOCK + (BLOCK >> 2)];
    private int used;

    Block(CopyIn copy) {
      this.copy = copy;
    }

    void row(@Nullable Object[] values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        if (i > 0) {
          put('\t');
        }
        value(values[i]);
      }
      put('\n');
      if (used > BLOCK) {
        send();
      }
    }

    private void value(@Nullable Object value) {
      if (value == null) {
        raw(NULL);
      } else if (value instanceof String text) {
        text(text);
      } else if (value instanceof Long number) {
        digits(number);
      } else if (value instanceof OffsetDateTime time && time.getOffset() == ZoneOffset.UTC) {
        dateTime(time.toLocalDateTime());
        put('Z');
      } else if (value instanceof LocalDateTime time) {
        dateTime(time);
      } else if (value instanceof BigDecimal number) {
        plain(number.toString());
      } else if (value instanceof Boolean truth) {
        put(truth ? 't' : 'f');
      } else if (value instanceof byte[] content) {
        plain("\\\\x");
        plain(HexFormat.of().formatHex(content));
      } else {
        // Numbers, and ISO 8601.
        plain(value.toString());
      }
    }

    private void digits(long number) {
      if (number < 0) {
        plain(Long.toString(number));
        return;
      }
      int length = 1;
      for (long rest = number; rest > 9; rest /= 10) {
        length++;
      }
      digits(number, length);
    }

    private void digits(long number, int length) {
      reserve(length);
      long rest = number;
      for (int i = used + length - 1; i >= used; i--) {
        bytes[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      used += length;
    }

    /** ISO 8601; only years of four digits come here. */
    private void dateTime(LocalDateTime time) {
      digits(time.getYear(), 4);
      put('-');
      digits(time.getMonthValue(), 2);
      put('-');
      digits(time.getDayOfMonth(), 2);
      put('T');
      digits(time.getHour(), 2);
      put(':');
      digits(time.getMinute(), 2);
      put(':');
      digits(time.getSecond(), 2);
      if (time.getNano() != 0) {
        put('.');
        digits(time.getNano(), 9);
      }
    }

    private void text(String text) {
      int length = text.length();
      reserve(2 * length);
      for (int i = 0; i < length; i++) {
        char unit = text.charAt(i);
        if (unit >= 0x80) {
          // Back to the start of what is not ASCII; the rest at once.
          rest(text.substring(i));
          return;
        }
        ascii(unit);
      }
    }

    private void rest(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      reserve(2 * utf8.length);
      for (byte unit : utf8) {
        if (unit < 0) {
          bytes[used++] = unit;
        } else {
          ascii((char) unit);
        }
      }
    }

    private void ascii(char unit) {
      switch (unit) {
        case '\\' -> escaped('\\');
        case '\n' -> escaped('n');
        case '\r' -> escaped('r');
        case '\t' -> escaped('t');
        default -> bytes[used++] = (byte) unit;
      }
    }

    private void escaped(char name) {
      bytes[used++] = '\\';
      bytes[used++] = (byte) name;
    }

    private void plain(String ascii) {
      int length = ascii.length();
      reserve(length);
      for (int i = 0; i < length; i++) {
        bytes[used++] = (byte) ascii.charAt(i);
      }
    }

    private void raw(byte[] ascii) {
      reserve(ascii.length);
      System.arraycopy(ascii, 0, bytes, used, ascii.length);
      used += ascii.length;
    }

    private void put(char ascii) {
      reserve(1);
      bytes[used++] = (byte) ascii;
    }

    private void reserve(int more) {
      if (used + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
      }
    }

    void send() throws SQLException {
      if (used > 0) {
        copy.writeToCopy(bytes, 0, used);
        used = 0;
      }
    }
  }
}
