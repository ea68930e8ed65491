package dev.syncline.core.value;

import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.regex.Pattern;

/** Reads dates and times in one of several forms. */
final class TemporalText {
  /** Stands for a date whose digits are all zero. */
  static final Object ZERO = new Object();

  private static final Pattern ALL_ZERO =
      Pattern.compile("(?:[-/.:, T]*+0){8,26}(?:[-/.:, T]*+)Z?");

  private final DateTimeFormatter[] forms;
  private final TemporalQuery<Object> meaning;
  private final TemporalForm form;

  /**
   * A reader.
   *
   * @param form how texts hold the value
   * @param iso the forms if there is no pattern
   * @param meaning what a text means that has one of the forms
   */
  TemporalText(TemporalForm form, List<DateTimeFormatter> iso, TemporalQuery<Object> meaning) {
    this.form = form;
    this.forms =
        (form.patterns().isEmpty() ? iso : form.formatters()).toArray(DateTimeFormatter[]::new);
    this.meaning = meaning;
  }

  /** What a value means, {@link #ZERO} for a zero date, or the value itself if it means nothing. */
  Object read(Object value) {
    return value instanceof String text ? parse(text.strip()) : value;
  }

  /** Whether zero dates become null. */
  boolean zeroToNull() {
    return form.zeroDates() == ZeroDates.TO_NULL;
  }

  private Object parse(String text) {
    for (DateTimeFormatter pattern : forms) {
      if (forms.length == 1 || matches(pattern, text)) {
        try {
          return meaning.queryFrom(pattern.parse(text));
        } catch (DateTimeException e) {
          // The right form for a day that is not on the calendar; another form may know it.
        }
      }
    }
    return zero(text) ? ZERO : text;
  }

  private static boolean zero(String text) {
    return !text.isEmpty() && text.charAt(0) == '0' && ALL_ZERO.matcher(text).matches();
  }

  /** Asks first, because an exception for every form that does not fit would cost too much. */
  private static boolean matches(DateTimeFormatter pattern, String text) {
    var position = new ParsePosition(0);
    return pattern.parseUnresolved(text, position) != null && position.getIndex() == text.length();
  }

  /** Why a value was refused. */
  Verdict.Rejected refuse(String field, Object value, Object read, String wantedType, String iso) {
    if (read == ZERO) {
      return CellStep.coercion(field, value, "a zero date; zeroDates: to-null would make it null");
    }
    if (value instanceof String text && text.isBlank()) {
      return CellStep.coercion(field, value, CellStep.EMPTY);
    }
    if (!(read instanceof String) && !(read instanceof Number) && !(read instanceof Boolean)) {
      return CellStep.coercion(field, value, "which cannot become " + wantedType + " without loss");
    }
    String forms =
        String.join("' or '", form.patterns().isEmpty() ? List.of(iso) : form.patterns());
    return CellStep.coercion(
        field, value, "which is not " + wantedType + " of the form '" + forms + "'");
  }
}
