package dev.syncline.core.value;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQuery;
import java.util.List;

/** Reads dates and times in one of several forms. */
final class TemporalText {
  private final DateTimeFormatter[] forms;
  private final TemporalQuery<?>[] wanted;

  /**
   * A reader.
   *
   * @param forms tried in order
   * @param wanted what a text may mean, the most precise first; at least two
   */
  TemporalText(List<DateTimeFormatter> forms, TemporalQuery<?>[] wanted) {
    this.forms = forms.toArray(DateTimeFormatter[]::new);
    this.wanted = wanted;
  }

  /** The first meaning of the text, or the text itself if it has none. */
  Object parse(String text) {
    for (DateTimeFormatter form : forms) {
      if (forms.length == 1 || matches(form, text)) {
        try {
          return form.parseBest(text, wanted);
        } catch (DateTimeException e) {
          // The right form for a day that is not on the calendar; another form may know it.
        }
      }
    }
    return text;
  }

  /** Asks first, because an exception for every form that does not fit would cost too much. */
  private static boolean matches(DateTimeFormatter form, String text) {
    var position = new ParsePosition(0);
    return form.parseUnresolved(text, position) != null && position.getIndex() == text.length();
  }
}
