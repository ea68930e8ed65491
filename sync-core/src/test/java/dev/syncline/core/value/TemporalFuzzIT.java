package dev.syncline.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A pattern is taken or refused as such; a text is what the pattern says, or a rejection. */
class TemporalFuzzIT {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** The first line is a pattern, the rest a text. */
  @DictionaryEntries({
    "%Y-%m-%d",
    "%d.%m.%y",
    "%H:%M:%S",
    "%F",
    "%T",
    "%D",
    "%z",
    "%Z",
    "%j",
    "%b",
    "%p",
    "%f",
    "uuuu-MM-dd",
    "HH:mm",
    "dd-MMM-yy",
    "XXX",
    "VV",
    "'T'",
    "''",
    "[",
    "]",
    "n",
    "N",
    "w",
    "e",
    "\\x0a",
    "2024-02-29",
    "0000-00-00",
    "24:00:00",
    "2024-03-31T02:30",
    "[Europe/Berlin]",
    "Z",
    "+99"
  })
  @FuzzTest(maxDuration = "30s")
  void reads(byte[] data) {
    String input = new String(data, StandardCharsets.UTF_8);
    int end = input.indexOf('\n');
    String text = input.substring(end + 1);
    iso(text);
    if (end >= 0) {
      pattern(input.substring(0, end), text);
    }
  }

  private static void iso(String text) {
    var date = new TemporalOperation.Date(TemporalForm.ISO, false);
    Object read = TemporalSteps.date("f", date).apply(text);
    if (read instanceof LocalDate day) {
      assertThat(day).isEqualTo(LocalDate.parse(text.strip()));
    } else {
      assertThat(read).isInstanceOf(Verdict.Rejected.class);
    }
    point(TemporalForm.ISO, text);
  }

  private static void pattern(String pattern, String text) {
    TemporalForm form;
    try {
      form = formOf(pattern);
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("pattern");
      return;
    }
    point(form, text);
    try {
      var date = new TemporalOperation.Date(form, true);
      assertThat(TemporalSteps.of("f", date).apply(text))
          .isInstanceOfAny(LocalDate.class, Verdict.Rejected.class);
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("pattern");
    }
    try {
      assertThat(TemporalSteps.of("f", new TemporalOperation.Time(form)).apply(text))
          .isInstanceOfAny(LocalTime.class, Verdict.Rejected.class);
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("pattern");
    }
  }

  private static TemporalForm formOf(String pattern) {
    var zero = TemporalForm.ISO.zeroDates();
    try {
      return new TemporalForm(List.of(pattern), "en", OptionalInt.of(1950), zero);
    } catch (ConfigurationException e) {
      return new TemporalForm(List.of(pattern), "en", OptionalInt.empty(), zero);
    }
  }

  private static void point(TemporalForm form, String text) {
    try {
      var local = new TemporalOperation.LocalTimestamp(form, Optional.of(BERLIN));
      assertThat(TemporalSteps.of("f", local).apply(text))
          .isInstanceOfAny(LocalDateTime.class, Verdict.Rejected.class);
      var point = new TemporalOperation.Timestamp(BERLIN, form, Gap.SHIFT, Overlap.EARLIER);
      assertThat(TemporalSteps.of("f", point).apply(text))
          .isInstanceOfAny(Instant.class, Verdict.Rejected.class);
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("pattern");
    }
  }
}
