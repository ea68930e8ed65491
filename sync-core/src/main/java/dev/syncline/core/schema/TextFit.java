package dev.syncline.core.schema;

import dev.syncline.api.record.Limits.Unit;
import org.jspecify.annotations.Nullable;

/** A text of bounded length, in the unit by which the system counts. */
final class TextFit extends ColumnFit {
  private static final int MOST_BYTES_OF_A_UNIT = 3;
  private static final int ONE_BYTE = 0x80;
  private static final int TWO_BYTES = 0x800;

  private final int most;
  private final Unit unit;

  TextFit(int most, Unit unit) {
    this.most = most;
    this.unit = unit;
  }

  @Override
  public @Nullable String misfit(Object value) {
    if (!(value instanceof String text) || surelyFits(text)) {
      return null;
    }
    int length = length(text);
    return length <= most
        ? null
        : "takes " + most + " " + unitName() + " and the value has " + length;
  }

  /** Most texts are far shorter than they may be: nothing is counted then. */
  private boolean surelyFits(String text) {
    long longest = unit == Unit.UTF8_BYTES ? MOST_BYTES_OF_A_UNIT : 1;
    return longest * text.length() <= most;
  }

  private int length(String text) {
    return switch (unit) {
      case CHARACTERS -> text.codePointCount(0, text.length());
      case UTF16_UNITS -> text.length();
      case UTF8_BYTES -> {
        long bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
          bytes += bytes(text.codePointAt(i));
        }
        yield (int) Math.min(bytes, Integer.MAX_VALUE);
      }
    };
  }

  private static int bytes(int character) {
    if (character < ONE_BYTE) {
      return 1;
    }
    if (character < TWO_BYTES) {
      return 2;
    }
    return Character.isBmpCodePoint(character) ? MOST_BYTES_OF_A_UNIT : MOST_BYTES_OF_A_UNIT + 1;
  }

  /** The beginning of the text, without half a character at its end. */
  @Override
  public @Nullable Object fitted(Object value) {
    String text = (String) value;
    int left = most;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      left -=
          switch (unit) {
            case CHARACTERS -> 1;
            case UTF16_UNITS -> Character.charCount(character);
            case UTF8_BYTES -> bytes(character);
          };
      if (left < 0) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
  }

  private String unitName() {
    return switch (unit) {
      case CHARACTERS -> "characters";
      case UTF16_UNITS -> "UTF-16 units";
      case UTF8_BYTES -> "bytes in UTF-8";
    };
  }
}
