package dev.syncline.core.definition;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/** Coerces to another type. */
public sealed interface TypeOperation extends NormalizeOperation {

  @Override
  default Layer layer() {
    return Layer.TYPES;
  }

  /**
   * To BOOLEAN. Without words: true/false, yes/no, y/n, t/f, on/off in any case, and 1/0, which is
   * also how databases without truth values write them (tinyint(1), bit(1)).
   *
   * @param yes the only words for true, upper and lower case the same; numbers by their text
   * @param no the only words for false
   */
  record Bool(List<String> yes, List<String> no) implements TypeOperation {

    /** Sorts the words; refuses a word for both, and words for one only. */
    public Bool {
      yes = words("yes", yes);
      no = words("no", no);
      if (yes.isEmpty() != no.isEmpty()) {
        throw Refusal.at(
            yes.isEmpty() ? "yes" : "no", "words for true need words for false, and vice versa");
      }
      for (String word : yes) {
        if (no.contains(word)) {
          throw Refusal.at(
              "no", "'" + word + "' cannot mean true and false; take it out of one of them");
        }
      }
    }

    /** The usual words. */
    public Bool() {
      this(List.of(), List.of());
    }

    private static List<String> words(String name, List<String> words) {
      var sorted = new TreeSet<String>();
      words.forEach(word -> sorted.add(word.strip().toLowerCase(Locale.ROOT)));
      if (sorted.contains("")) {
        throw Refusal.at(name, "an empty text is no word for a truth value; take it out");
      }
      return List.copyOf(sorted);
    }
  }

  /**
   * To STRING: numbers without needless zeros, dates and times in ISO 8601, bytes as hexadecimal
   * digits. JSON values are rejected.
   */
  record Text() implements TypeOperation {}

  /**
   * To BYTES.
   *
   * @param encoding how texts hold them
   */
  record Bytes(Encoding encoding) implements TypeOperation {

    /** Refuses missing parts. */
    public Bytes {
      Objects.requireNonNull(encoding, "encoding");
    }

    /** How bytes are written as text. */
    public enum Encoding {
      /** Two digits each, as Oracle shows RAW; {@code 0x} or {@code \x} may stand before them. */
      HEX,
      /** Base64 by RFC 4648, with padding. */
      BASE64
    }
  }

  /**
   * To STRING in the one form of a UUID, such as {@code 0f8fad5b-d9cb-469f-a165-70867728950e}: from
   * 16 bytes (Oracle RAW(16), MySQL BINARY(16)), 32 digits, or with hyphens, braces or {@code
   * urn:uuid:}.
   */
  record Uuid() implements TypeOperation {}
}
