package dev.syncline.jdbc.destination;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Whether a column can take more values, so that those of a field fit. Only what takes every value
 * of the column, and more, is wider.
 */
final class Widening {
  private static final Pattern LENGTH = Pattern.compile("^VARCHAR\\((\\d+)\\)");
  private static final Pattern DIGITS = Pattern.compile("^(?:NUMERIC|DECIMAL)\\((\\d+), (\\d+)\\)");
  private static final Pattern FRACTION =
      Pattern.compile("^(?:TIME|TIMESTAMP|DATETIME)\\((\\d+)\\)");

  /** What databases tell of texts without a bound of their own. */
  private static final int ENDLESS = 1_000_000;

  private static final int LONG_DIGITS = 19;
  private static final int LONG_BITS = 63;

  private final Dialect dialect;

  Widening(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The type that the column needs; empty if the field fits, or if nothing wider is known. */
  Optional<String> of(Column column, Field field, boolean key) {
    LogicalType type = column.type().type();
    Limits has = column.type().limits();
    if (type == LogicalType.INTEGER && field.type() == LogicalType.DECIMAL) {
      return wholeToDecimal(has, field, key);
    }
    if (type != field.type()) {
      return Optional.empty();
    }
    return switch (type) {
      case STRING -> longer(has, field, key);
      case INTEGER -> larger(has, field, key);
      case DECIMAL -> moreDigits(has, field, key);
      case TIME, TIMESTAMP, LOCAL_TIMESTAMP -> finer(has, field, key);
      default -> Optional.empty();
    };
  }

  private String definition(Field field, Limits limits, boolean key) {
    return dialect.columnDefinition(
        new Field(field.name(), field.type(), field.nullable(), limits), key);
  }

  private Optional<String> longer(Limits has, Field field, boolean key) {
    OptionalInt wanted = field.limits().length();
    if (has.length().isEmpty()
        || has.length().getAsInt() >= ENDLESS
        || (wanted.isPresent() && wanted.getAsInt() <= has.length().getAsInt())) {
      return Optional.empty();
    }
    String definition = definition(field, field.limits(), key);
    var length = LENGTH.matcher(definition);
    boolean wider = !length.find() || number(length.group(1)) > has.length().getAsInt();
    return wider ? Optional.of(definition) : Optional.empty();
  }

  /** A field of which nothing is known takes 64 bits. */
  private Optional<String> larger(Limits has, Field field, boolean key) {
    if (has.range().isEmpty()) {
      return Optional.empty();
    }
    Limits.Range range = has.range().get();
    boolean fits =
        field
            .limits()
            .range()
            .map(
                wanted ->
                    range.least().compareTo(wanted.least()) <= 0
                        && range.most().compareTo(wanted.most()) >= 0)
            .orElse(range.most().bitLength() >= LONG_BITS);
    String definition = definition(field, field.limits(), key);
    boolean wider =
        definition.startsWith("BIGINT")
            ? range.most().bitLength() < LONG_BITS
            : !definition.equals("INTEGER") && !definition.equals("TEXT");
    return fits || !wider ? Optional.empty() : Optional.of(definition);
  }

  private Optional<String> wholeToDecimal(Limits has, Field field, boolean key) {
    String definition = definition(field, field.limits(), key);
    var digits = DIGITS.matcher(definition);
    int needed = has.range().map(range -> digits(range.most())).orElse(LONG_DIGITS + 1);
    boolean wider =
        digits.find()
            ? number(digits.group(1)) - number(digits.group(2)) >= needed
            : !definition.equals("TEXT");
    return wider ? Optional.of(definition) : Optional.empty();
  }

  private static int digits(BigInteger number) {
    return number.toString().length();
  }

  private Optional<String> moreDigits(Limits has, Field field, boolean key) {
    if (has.precision().isEmpty()) {
      return Optional.empty();
    }
    int scale = has.scale().orElse(0);
    int whole = has.precision().getAsInt() - scale;
    Limits wanted = field.limits();
    int wantedScale = Math.max(scale, wanted.scale().orElse(0));
    int wantedWhole = Math.max(whole, wanted.precision().orElse(0) - wanted.scale().orElse(0));
    boolean bounded = wanted.precision().isPresent();
    if (bounded && wantedScale == scale && wantedWhole == whole) {
      return Optional.empty();
    }
    String definition =
        definition(
            field,
            bounded ? Limits.digits(wantedWhole + wantedScale, wantedScale) : Limits.NONE,
            key);
    var digits = DIGITS.matcher(definition);
    if (!digits.find()) {
      return Optional.of(definition);
    }
    int newScale = number(digits.group(2));
    int newWhole = number(digits.group(1)) - newScale;
    boolean wider = newScale >= scale && newWhole >= whole && newScale + newWhole > scale + whole;
    return wider ? Optional.of(definition) : Optional.empty();
  }

  private Optional<String> finer(Limits has, Field field, boolean key) {
    OptionalInt wanted = field.limits().scale();
    if (has.scale().isEmpty()
        || (wanted.isPresent() && wanted.getAsInt() <= has.scale().getAsInt())) {
      return Optional.empty();
    }
    String definition = definition(field, field.limits(), key);
    var fraction = FRACTION.matcher(definition);
    return fraction.find() && number(fraction.group(1)) > has.scale().getAsInt()
        ? Optional.of(definition)
        : Optional.empty();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
