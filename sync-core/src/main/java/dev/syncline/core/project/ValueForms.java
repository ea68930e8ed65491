package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.DecimalForm.Grouping;
import dev.syncline.core.definition.DecimalForm.Percent;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads how texts hold numbers, dates and times. */
final class ValueForms {
  private ValueForms() {}

  /** The form of a decimal number: a section. */
  static DecimalForm decimal(ComponentConfig byField, String field) {
    var form = byField.section(field);
    return separators(form)
        .currencies(form.strings("currencies").toArray(String[]::new))
        .percent(form.oneOf("percent", Percent.class, Percent.NONE))
        .accounting(form.bool("accounting", false));
  }

  private static DecimalForm separators(ComponentConfig form) {
    if (form.has("locale")) {
      for (String name : new String[] {"decimalSeparator", "groupingSeparator"}) {
        if (form.has(name)) {
          throw form.error(name, "'locale' says the separators already; give one or the other");
        }
      }
      var usual = DecimalForm.of(locale(form));
      return usual.grouping(form.oneOf("grouping", Grouping.class, usual.grouping()));
    }
    char decimal = form.has("decimalSeparator") ? character(form, "decimalSeparator") : '.';
    Optional<Character> grouping =
        form.has("groupingSeparator")
            ? Optional.of(character(form, "groupingSeparator"))
            : Optional.empty();
    return DecimalForm.of(decimal, grouping)
        .grouping(form.oneOf("grouping", Grouping.class, Grouping.THREES));
  }

  private static char character(ComponentConfig form, String name) {
    String text = form.string(name);
    if (text.length() != 1) {
      throw form.error(name, "'" + name + "' must be one character, not '" + text + "'");
    }
    return text.charAt(0);
  }

  private static Locale locale(ComponentConfig form) {
    String tag = form.string("locale");
    Locale locale = Locale.forLanguageTag(tag);
    Set<String> known = new TreeSet<>();
    Stream.of(Locale.getAvailableLocales()).map(Locale::toLanguageTag).forEach(known::add);
    if (!known.contains(locale.toLanguageTag()) || locale.getLanguage().isEmpty()) {
      throw form.error(
          "locale",
          "'"
              + tag
              + "' is no language tag such as de or en-IN"
              + Nearest.to(tag, known).map(near -> "; did you mean '" + near + "'?").orElse(""));
    }
    return locale;
  }

  /** The form of a date or time: a pattern, a list of them, or a section. */
  static TemporalForm temporal(ComponentConfig byField, String field) {
    if (!(byField.values().get(field) instanceof ComponentConfig form)) {
      return TemporalForm.of(byField.strings(field));
    }
    // All at once: a pattern with %y is refused without the century it needs.
    var plain = TemporalForm.ISO;
    return new TemporalForm(
        form.strings("pattern"),
        form.has("locale") ? locale(form).toLanguageTag() : plain.locale(),
        Sections.smallWhole(form, "twoDigitYearsFrom"),
        form.oneOf("zeroDates", ZeroDates.class, plain.zeroDates()));
  }

  /** A time zone. */
  static ZoneId zone(ComponentConfig section, String name) {
    String text = section.string(name);
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      String hint =
          Nearest.to(text, ZoneId.getAvailableZoneIds())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("; write one such as Europe/Berlin or UTC");
      throw section.error(name, "'" + text + "' is no time zone" + hint);
    }
  }
}
