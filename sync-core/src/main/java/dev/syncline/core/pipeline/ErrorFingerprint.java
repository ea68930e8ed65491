package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.Row.Rejection;
import dev.syncline.core.value.ValueText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What errors of one kind have in common: stage, kind, and the message without all that differs
 * from record to record. The record's own values go, and what looks like a value: what is in
 * quotes, numbers, times, ids. The words stay, and so do the names of fields and columns.
 */
final class ErrorFingerprint {
  private static final int LENGTH = 300;
  private static final int SHORTEST_WORD = 3;

  /** How our own stages quote a value; it may hold quotes itself. */
  private static final Pattern HELD = Pattern.compile("(?s) holds (?:'.*'|\\d+ bytes), ");

  /** A name, which stays, or a text in quotes, which goes; an apostrophe is no quote. */
  private static final Pattern NAME_OR_QUOTED =
      Pattern.compile(
          "((?i:(?<![\\p{L}\\p{N}_])(?:field|column|table|constraint|index|relation|sync|key)"
              + " (?:'[^']{0,200}'|\"[^\"]{0,200}\"|`[^`]{0,200}`)))"
              + "|(?<![\\p{L}\\p{N}])'(?:[^']|(?<=\\p{L})'(?=\\p{L}))*+'"
              + "|\"[^\"]*+\"|`[^`]*+`|\u201c[^\u201d]*+\u201d|\u00ab[^\u00bb]*+\u00bb");

  /** How PostgreSQL shows a key and a row. */
  private static final Pattern SHOWN_ROW =
      Pattern.compile("(=|contains )\\([^\\n]*?\\)(?=[ .,;\\n]|$)");

  /** An id: letters and digits, mixed, some at least. */
  private static final Pattern ID =
      Pattern.compile(
          "(?<![\\w-])(?=[\\w-]*+(?<=\\w))(?=[A-Za-z_-]*+\\d)(?=[\\d_-]*+[A-Za-z])[\\w-]{6,}+");

  /** What is a value wherever it stands. */
  private static final Pattern UUID_OR_TIME =
      Pattern.compile(
          "(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"
              + "|\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?"
              + "(?:Z|[-+]\\d\\d:?\\d\\d)?)?(?![\\w-])");

  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d+(?:[.,:]\\d+)*+(?:[eE][-+]?\\d+)?|\\*{3}");

  private static final Pattern LIST = Pattern.compile("#(?:[ ,;|/]*+#)++");
  private static final Pattern SPACE = Pattern.compile("\\s++");

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private ErrorFingerprint() {}

  /** The fingerprint of a message in which secret values are masked already. */
  static String of(Rejection why, Row row) {
    String words = HELD.matcher(why.message()).replaceFirst(" holds '…', ");
    if (why.stage() != Stage.VALIDATE) {
      // A rule's own numbers and quotes are the same for all records; elsewhere nobody knows.
      words = general(withoutValues(words, why.stage(), row));
    }
    words = SPACE.matcher(words).replaceAll(" ");
    String whole = why.stage() + " " + why.errorType() + ": " + words;
    return (whole.length() > LENGTH ? whole.substring(0, LENGTH) : whole).strip();
  }

  private static String general(String message) {
    String words = UUID_OR_TIME.matcher(message).replaceAll("#");
    words =
        NAME_OR_QUOTED
            .matcher(words)
            .replaceAll(
                match -> match.group(1) == null ? "'…'" : Matcher.quoteReplacement(match.group(1)));
    words = SHOWN_ROW.matcher(words).replaceAll("$1(…)");
    words = ID.matcher(words).replaceAll("#");
    words = NUMBER.matcher(words).replaceAll("#");
    return LIST.matcher(words).replaceAll("#");
  }

  private static String withoutValues(String message, Stage stage, Row row) {
    Set<String> texts = new TreeSet<>(LONGEST_FIRST);
    if (row.key != null) {
      texts.add(row.key.toString());
    }
    row.missing.forEach(parent -> texts.add(keyText(parent.key())));
    if (stage == Stage.MAP || stage == Stage.INGEST) {
      collect(row.raw, texts);
      collect(row.values, texts);
      collect(row.mapped, texts);
    }
    row.rawSchema.names().forEach(texts::remove);
    String words = message;
    for (String text : texts) {
      if (text.length() >= SHORTEST_WORD
          && words.contains(text)
          && !WHOLE.matcher(text).matches()) {
        words =
            Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])")
                .matcher(words)
                .replaceAll("#");
      }
    }
    return words;
  }

  private static String keyText(String key) {
    return key.isEmpty() ? key : RecordText.key(key).toString();
  }

  private static void collect(@Nullable Object[] values, Set<String> texts) {
    for (Object value : values) {
      if (value instanceof Key || value instanceof Map<?, ?> || value instanceof List<?>) {
        texts.add(value.toString());
      } else if (value != null
          && value != Absent.ABSENT
          && !(value instanceof Boolean)
          && !(value instanceof byte[])) {
        texts.add(ValueText.of(value));
        texts.add(value.toString());
      }
    }
  }
}
