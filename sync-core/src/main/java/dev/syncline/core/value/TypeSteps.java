package dev.syncline.core.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.TypeOperation;
import dev.syncline.core.definition.TypeOperation.Bytes.Encoding;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Coerces to truth values, texts, bytes and ids. */
final class TypeSteps {
  private static final List<String> YES = List.of("true", "t", "yes", "y", "on", "1");
  private static final List<String> NO = List.of("false", "f", "no", "n", "off", "0");
  private static final int UUID_BYTES = 16;

  /** All hyphens of the usual form, or none; what stands around them was taken off before. */
  private static final Pattern UUID =
      Pattern.compile(
          "\\p{XDigit}{32}|\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  private TypeSteps() {}

  static CellStep of(String field, TypeOperation operation) {
    if (operation instanceof TypeOperation.Bool bool) {
      return bool.yes().isEmpty() ? bool(field, YES, NO) : bool(field, bool.yes(), bool.no());
    } else if (operation instanceof TypeOperation.Text) {
      return text(field);
    } else if (operation instanceof TypeOperation.Bytes bytes) {
      return bytes(field, bytes.encoding());
    }
    return uuid(field);
  }

  static LogicalType typeAfter(TypeOperation operation) {
    if (operation instanceof TypeOperation.Bool) {
      return LogicalType.BOOLEAN;
    }
    return operation instanceof TypeOperation.Bytes ? LogicalType.BYTES : LogicalType.STRING;
  }

  static CellStep bool(String field) {
    return bool(field, YES, NO);
  }

  private static CellStep bool(String field, List<String> yes, List<String> no) {
    var truths = Set.copyOf(yes);
    var untruths = Set.copyOf(no);
    return value -> {
      if (value instanceof Boolean) {
        return value;
      }
      String word = word(value);
      if (truths.contains(word)) {
        return true;
      }
      if (untruths.contains(word)) {
        return false;
      }
      return CellStep.coercion(
          field, value, word.isEmpty() ? CellStep.EMPTY : "which is not a truth value");
    };
  }

  private static String word(Object value) {
    if (value instanceof byte[] bytes && bytes.length == 1) {
      return Byte.toString(bytes[0]); // bit(1)
    }
    return ValueText.of(value).strip().toLowerCase(Locale.ROOT);
  }

  private static CellStep text(String field) {
    return value -> {
      if (value instanceof String) {
        return value;
      }
      if (value instanceof byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
      }
      if (value instanceof LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      }
      return value instanceof Map || value instanceof Collection
          ? CellStep.coercion(field, value, "which is a JSON value and no text")
          : ValueText.of(value);
    };
  }

  private static CellStep bytes(String field, Encoding encoding) {
    String wanted = encoding == Encoding.HEX ? "hexadecimal digits" : "Base64";
    return value -> {
      if (value instanceof byte[]) {
        return value;
      }
      byte[] read = value instanceof String text ? decode(text.strip(), encoding) : null;
      return read == null ? CellStep.coercion(field, value, "which is not " + wanted) : read;
    };
  }

  private static byte @Nullable [] decode(String text, Encoding encoding) {
    try {
      if (encoding == Encoding.BASE64) {
        // The decoder would take a text without its padding, too, which may be one that was cut.
        return text.length() % 4 == 0 ? Base64.getDecoder().decode(text) : null;
      }
      boolean marked = text.startsWith("0x") || text.startsWith("0X") || text.startsWith("\\x");
      return HexFormat.of().parseHex(marked ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static CellStep uuid(String field) {
    return value -> {
      if (value instanceof byte[] bytes && bytes.length == UUID_BYTES) {
        return hyphenated(HexFormat.of().formatHex(bytes));
      }
      if (value instanceof String text) {
        String bare = bare(text.strip().toLowerCase(Locale.ROOT));
        if (UUID.matcher(bare).matches()) {
          return hyphenated(bare.replace("-", ""));
        }
      }
      return CellStep.coercion(field, value, "which is not a UUID");
    };
  }

  private static String bare(String text) {
    if (text.startsWith("{") && text.endsWith("}")) {
      return text.substring(1, text.length() - 1);
    }
    return text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
  }

  private static String hyphenated(String digits) {
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }
}
