package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;

/** What SQLite makes of a value by the declared type of its column. */
enum SqliteAffinity {
  INTEGER,
  REAL,
  NUMERIC,
  TEXT,
  NONE;

  /** The rules of "Datatypes In SQLite", section 3.1, in their order. */
  static SqliteAffinity of(String declared, int jdbcType) {
    if (declared.contains("INT")) {
      return INTEGER;
    }
    if (declared.contains("CHAR") || declared.contains("CLOB") || declared.contains("TEXT")) {
      return TEXT;
    }
    if (declared.contains("BLOB")) {
      return NONE;
    }
    if (declared.contains("REAL") || declared.contains("FLOA") || declared.contains("DOUB")) {
      return REAL;
    }
    if (declared.isEmpty()) {
      return jdbcType == Types.INTEGER ? INTEGER : TEXT;
    }
    return NUMERIC;
  }

  /** The value as it is bound, if SQLite then stores just that. */
  Object encode(Object value) throws DoesNotFit {
    if (value instanceof byte[]) {
      return value;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof Double number) {
      if (number.isNaN()) {
        throw new DoesNotFit("cannot hold NaN: SQLite stores it as null");
      }
      return number;
    }
    if (value instanceof Long number) {
      return this == REAL ? exactReal(BigDecimal.valueOf(number)) : number;
    }
    if (value instanceof BigInteger number) {
      return number(new BigDecimal(number));
    }
    if (value instanceof BigDecimal number) {
      return number(number);
    }
    return text(Writers.text(value));
  }

  private Object number(BigDecimal number) throws DoesNotFit {
    if (this == TEXT || this == NONE) {
      return number.toPlainString();
    }
    BigDecimal plain = number.stripTrailingZeros();
    if (this != REAL && plain.scale() <= 0) {
      BigInteger whole = plain.toBigIntegerExact();
      if (whole.bitLength() < 64) {
        return whole.longValue();
      }
    }
    return exactReal(number);
  }

  private static Object exactReal(BigDecimal number) throws DoesNotFit {
    double value = number.doubleValue();
    if (Double.isInfinite(value) || BigDecimal.valueOf(value).compareTo(number) != 0) {
      throw new DoesNotFit("cannot hold the number exactly; declare the column as TEXT");
    }
    return value;
  }

  private String text(String text) throws DoesNotFit {
    if (this == TEXT || this == NONE || !looksLikeNumber(text)) {
      return text;
    }
    boolean kept;
    try {
      kept = this != REAL && String.valueOf(Long.parseLong(text)).equals(text);
    } catch (NumberFormatException e) {
      kept = false;
    }
    if (!kept) {
      throw new DoesNotFit("would turn the text into a number; declare the column as TEXT");
    }
    return text;
  }

  private static boolean looksLikeNumber(String text) {
    try {
      new BigDecimal(text.strip());
      return true;
    } catch (NumberFormatException e) {
      return text.strip().matches("[+-]?(\\d+\\.|\\.\\d+)([eE][+-]?\\d+)?");
    }
  }
}
