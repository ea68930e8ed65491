package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Limits.Unit;
import dev.syncline.api.record.LogicalType;
import java.math.BigInteger;
import java.util.OptionalInt;

/** The column types that dialects share. */
final class ColumnTypes {
  private static final int NANOSECONDS = 9;
  private static final int LONG_BITS = 64;
  private static final int UNSIGNED_LONG_DIGITS = 20;

  private ColumnTypes() {}

  static ColumnType bool() {
    return ColumnType.of(LogicalType.BOOLEAN, Readers::bool, Writers::bool);
  }

  static ColumnType integer(int bits, boolean signed) {
    boolean wide = bits == LONG_BITS && !signed;
    BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    Limits limits = Limits.range(least, most);
    return ColumnType.of(
        LogicalType.INTEGER,
        wide ? limits.withPrecision(UNSIGNED_LONG_DIGITS) : limits,
        wide ? Readers::bigInteger : Readers::integer,
        Writers.integer(least, most));
  }

  /** From 1901 to 2155, and 0. */
  static ColumnType year() {
    BigInteger most = BigInteger.valueOf(2155);
    ColumnWriter some = Writers.integer(BigInteger.valueOf(1901), most);
    return ColumnType.of(
        LogicalType.INTEGER,
        Limits.range(BigInteger.ZERO, most),
        Readers::integer,
        value -> Writers.number(value).signum() == 0 ? (Object) 0L : some.encode(value));
  }

  /** A precision of 0 means that the driver tells none. */
  static ColumnType decimal(int precision, int scale) {
    if (precision <= 0) {
      return ColumnType.of(
          LogicalType.DECIMAL,
          Readers::decimal,
          Writers.decimal(OptionalInt.empty(), OptionalInt.empty()));
    }
    return ColumnType.of(
        LogicalType.DECIMAL,
        Limits.digits(precision, scale),
        Readers::decimal,
        Writers.decimal(OptionalInt.of(precision), OptionalInt.of(scale)));
  }

  /** An amount with two decimal digits, as most locales have them. */
  static ColumnType money(String placeholder) {
    return ColumnType.of(
            LogicalType.DECIMAL,
            Limits.digits(19, 2),
            Readers::money,
            Writers.decimal(OptionalInt.of(19), OptionalInt.of(2)))
        .withPlaceholder(placeholder);
  }

  static ColumnType floating(boolean single, boolean infinite) {
    return ColumnType.of(
        LogicalType.FLOAT,
        single ? Readers::float32 : Readers::float64,
        Writers.floating(single, infinite));
  }

  static ColumnType text(OptionalInt length) {
    return text(length, true, true);
  }

  static ColumnType text(OptionalInt length, boolean codePoints, boolean nul) {
    return ColumnType.of(
        LogicalType.STRING,
        length(length, codePoints ? Unit.CHARACTERS : Unit.UTF16_UNITS),
        Readers::text,
        Writers.text(length, codePoints, nul));
  }

  /** For columns that count the bytes of a text, and store it in UTF-8. */
  static ColumnType utf8(int bytes) {
    return ColumnType.of(
        LogicalType.STRING,
        Limits.length(bytes, Unit.UTF8_BYTES),
        Readers::text,
        Writers.utf8(bytes));
  }

  static ColumnType bytes(OptionalInt length) {
    return ColumnType.of(
        LogicalType.BYTES, length(length, Unit.CHARACTERS), Readers::bytes, Writers.bytes(length));
  }

  static ColumnType date() {
    return ColumnType.of(LogicalType.DATE, Readers::date, Writers::date);
  }

  static ColumnType time(int digits) {
    return ColumnType.of(LogicalType.TIME, fraction(digits), Readers::time, Writers.time(digits));
  }

  static ColumnType localTimestamp(int digits) {
    return ColumnType.of(
        LogicalType.LOCAL_TIMESTAMP,
        fraction(digits),
        Readers::localTimestamp,
        Writers.localTimestamp(digits));
  }

  static ColumnType instant(int digits) {
    return ColumnType.of(
        LogicalType.TIMESTAMP,
        fraction(digits),
        Readers::instant,
        Writers.instant(digits, Writers::offsetDateTime));
  }

  /** For databases whose session, set to UTC, takes and prints points in time without a zone. */
  static ColumnType utcTimestamp(int digits) {
    return ColumnType.of(
        LogicalType.TIMESTAMP,
        fraction(digits),
        Readers::utcTimestamp,
        Writers.instant(digits, Writers::utcDateTime));
  }

  static ColumnType json(String placeholder) {
    return ColumnType.of(LogicalType.STRING, Readers::text, Writers::json)
        .withPlaceholder(placeholder);
  }

  private static Limits length(OptionalInt length, Unit unit) {
    return length.isPresent() ? Limits.length(length.getAsInt(), unit) : Limits.NONE;
  }

  private static Limits fraction(int digits) {
    return digits >= NANOSECONDS ? Limits.NONE : Limits.fraction(digits);
  }
}
