package dev.syncline.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a mapping file says of the values of one column. */
sealed interface FieldForm {

  /** Goes as it is; the field's own type decides. */
  record AsItIs() implements FieldForm {}

  /** A decimal number, with all its digits. */
  record Decimal() implements FieldForm {}

  /** A whole number; what stands behind the point is dropped, as the file asks. */
  record Whole() implements FieldForm {}

  /**
   * A date.
   *
   * @param includeTime whether it has a time of day; the column decides if the file does not say
   * @param pattern how texts hold it, as in strptime
   */
  record Date(Optional<Boolean> includeTime, Optional<String> pattern) implements FieldForm {}

  /**
   * One of some values.
   *
   * @param values from what the column holds to what the field gets; others stay
   * @param toNull what the column holds where the field stays empty
   */
  record Choice(Map<String, String> values, List<String> toNull) implements FieldForm {
    /** Copies both. */
    public Choice {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      toNull = List.copyOf(toNull);
    }
  }

  /**
   * Several values in one.
   *
   * @param values from what a part of the column holds to what the field gets; others stay
   */
  record Several(Map<String, String> values) implements FieldForm {
    /** Copies the table. */
    public Several {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** True or false. */
  record Truth() implements FieldForm {}

  /**
   * A phone number.
   *
   * @param country the country of numbers that name none
   * @param type the type of numbers that name none: 1 office, 2 mobile, 4 home, 5 fax, 8 other
   */
  record Phone(String country, int type) implements FieldForm {}
}
