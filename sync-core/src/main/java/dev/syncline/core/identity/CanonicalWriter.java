package dev.syncline.core.identity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in the canonical form, version {@value #FORM}, into a buffer that is used again.
 * Values that mean the same give the same bytes; values that differ in meaning, different ones. The
 * form is specified in {@code docs/canonical-form.md}; a change of any byte is a new version.
 *
 * <p>Not safe for use by several threads.
 */
public final class CanonicalWriter {
  /** The version of the form. */
  public static final int FORM = 1;

  private static final int NULL = 0x00;
  private static final int FALSE = 0x01;
  private static final int TRUE = 0x02;
  private static final int NUMBER = 0x03;
  private static final int FLOAT = 0x04;
  private static final int STRING = 0x05;
  private static final int BYTES = 0x06;
  private static final int DATE = 0x07;
  private static final int TIME = 0x08;
  private static final int LOCAL_TIMESTAMP = 0x09;
  private static final int TIMESTAMP = 0x0A;
  private static final int OBJECT = 0x0B;
  private static final int LIST = 0x0C;

  private static final int MAX_DEPTH = 500;
  private static final int MAX_BITS = 40_000;

  /** That of the largest BigDecimal. */
  private static final long MAX_EXPONENT = -(long) Integer.MIN_VALUE;

  /** So many digits fit into a long, whatever they are. */
  private static final int LONG_DIGITS = 18;

  private static final int DOUBLE_DIGITS = 15;

  /** The powers of ten that a double holds exactly. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private byte[] buffer = new byte[512];
  private int length;
  private int depth;

  void start(char domain) {
    length = 0;
    depth = 0;
    writeByte(domain);
    writeByte(FORM);
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  void writeName(byte[] utf8) {
    writeVarint(utf8.length);
    writeRaw(utf8);
  }

  /** A name as it is written and sorted. */
  static byte[] utf8(String name) {
    String normal = nfc(name);
    byte[] bytes = new byte[3 * normal.length()];
    return Arrays.copyOf(bytes, encode(normal, bytes, 0));
  }

  void writeValue(@Nullable Object value) {
    if (value == null) {
      writeByte(NULL);
    } else if (value instanceof String text) {
      writeString(text);
    } else if (value instanceof Long number) {
      writeNumber(number, 0);
    } else if (value instanceof BigDecimal number) {
      writeDecimal(number);
    } else if (value instanceof Boolean truth) {
      writeByte(truth ? TRUE : FALSE);
    } else if (value instanceof Double number) {
      writeDouble(number);
    } else if (value instanceof Instant instant) {
      writeByte(TIMESTAMP);
      writeVarint(zigzag(instant.getEpochSecond()));
      writeVarint(instant.getNano());
    } else if (value instanceof LocalDate date) {
      writeByte(DATE);
      writeVarint(zigzag(date.toEpochDay()));
    } else if (value instanceof LocalDateTime local) {
      writeByte(LOCAL_TIMESTAMP);
      writeVarint(zigzag(local.toLocalDate().toEpochDay()));
      writeVarint(local.toLocalTime().toNanoOfDay());
    } else if (value instanceof LocalTime time) {
      writeByte(TIME);
      writeVarint(time.toNanoOfDay());
    } else if (value instanceof BigInteger number) {
      writeDecimal(new BigDecimal(number));
    } else if (value instanceof byte[] bytes) {
      writeByte(BYTES);
      writeVarint(bytes.length);
      writeRaw(bytes);
    } else if (value instanceof Map<?, ?> object) {
      writeObject(object);
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else {
      throw new IllegalArgumentException(
          "a value of class " + value.getClass().getName() + " has no canonical form");
    }
  }

  /** Writes {@code number · 10^power}. */
  private void writeNumber(long number, long power) {
    long unscaled = number;
    long exponent = number == 0 ? 0 : power;
    while (unscaled != 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      exponent++;
    }
    if (exponent > MAX_EXPONENT) {
      throw new ArithmeticException("a number is too large");
    }
    writeByte(NUMBER);
    writeVarint(zigzag(exponent));
    int bytes = 1;
    while (bytes < 8 && unscaled >> (8 * bytes - 1) != 0 && unscaled >> (8 * bytes - 1) != -1) {
      bytes++;
    }
    writeVarint(bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      writeByte((int) (unscaled >> (8 * i)));
    }
  }

  private void writeDecimal(BigDecimal number) {
    if (number.precision() <= LONG_DIGITS) {
      writeNumber(unscaled(number), -(long) number.scale());
      return;
    }
    if (number.unscaledValue().bitLength() > MAX_BITS) {
      throw new IllegalArgumentException("a number has more digits than can be compared");
    }
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    writeByte(NUMBER);
    writeVarint(zigzag(-(long) stripped.scale()));
    byte[] unscaled = stripped.unscaledValue().toByteArray();
    writeVarint(unscaled.length);
    writeRaw(unscaled);
  }

  /**
   * The digits of a short number. BigDecimal gives them away in an object only; but up to {@value
   * #DOUBLE_DIGITS} of them survive the way over a double. The power of ten is exact, and the two
   * roundings together are off by less than 10^15 · 2^-52, which is less than a half.
   */
  private static long unscaled(BigDecimal number) {
    int scale = number.scale();
    if (number.precision() <= DOUBLE_DIGITS && scale >= 0 && scale < EXACT_POWERS.length) {
      return Math.round(number.doubleValue() * EXACT_POWERS[scale]);
    }
    return number.scaleByPowerOfTen(scale).longValue();
  }

  private void writeDouble(double number) {
    writeByte(FLOAT);
    long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
    for (int shift = 56; shift >= 0; shift -= 8) {
      writeByte((int) (bits >> shift));
    }
  }

  private void writeString(String text) {
    writeByte(STRING);
    String normal = nfc(text);
    int chars = normal.length();
    reserve(5 + 3 * chars);
    int mark = length;
    length += varintSize(chars);
    int start = length;
    length = encode(normal, buffer, start);
    int bytes = length - start;
    int shift = varintSize(bytes) - varintSize(chars);
    if (shift > 0) {
      reserve(shift);
      System.arraycopy(buffer, start, buffer, start + shift, bytes);
    }
    length = mark;
    writeVarint(bytes);
    length += bytes;
  }

  /**
   * Writes UTF-8 and returns the end. A surrogate without its partner is written like any other
   * code point, not replaced: two different texts must not become one.
   */
  private static int encode(String text, byte[] target, int start) {
    int at = start;
    int i = 0;
    while (i < text.length() && text.charAt(i) < 0x80) {
      target[at++] = (byte) text.charAt(i++);
    }
    while (i < text.length()) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        target[at++] = (byte) point;
        continue;
      }
      if (point < 0x800) {
        target[at++] = (byte) (0xC0 | point >> 6);
      } else {
        if (point < 0x10000) {
          target[at++] = (byte) (0xE0 | point >> 12);
        } else {
          target[at++] = (byte) (0xF0 | point >> 18);
          target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
        }
        target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
      }
      target[at++] = (byte) (0x80 | point & 0x3F);
    }
    return at;
  }

  /**
   * Two names of one object that are equal in NFC are both written, in the order of their spelling.
   */
  private void writeObject(Map<?, ?> object) {
    writeByte(OBJECT);
    var names = new ArrayList<Name>(object.size());
    object.keySet().forEach(name -> names.add(new Name(utf8(String.valueOf(name)), name)));
    names.sort(
        Comparator.comparing(Name::utf8, Arrays::compareUnsigned)
            .thenComparing(name -> String.valueOf(name.spelled())));
    writeVarint(names.size());
    for (Name name : names) {
      writeName(name.utf8());
      writeNested(object.get(name.spelled()));
    }
  }

  private void writeList(List<?> list) {
    writeByte(LIST);
    writeVarint(list.size());
    list.forEach(this::writeNested);
  }

  private void writeNested(@Nullable Object value) {
    if (++depth > MAX_DEPTH) {
      depth = 0;
      throw new IllegalArgumentException("a value is nested more than " + MAX_DEPTH + " deep");
    }
    writeValue(value);
    depth--;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Name(byte[] utf8, Object spelled) {}

  /** Every code point below U+0300 is its own normal form, so most texts need no second look. */
  private static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x300) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  private static long zigzag(long number) {
    return number << 1 ^ number >> 63;
  }

  void writeVarint(long number) {
    reserve(10);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      buffer[length++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    buffer[length++] = (byte) rest;
  }

  private static int varintSize(long number) {
    int size = 1;
    for (long rest = number >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }

  private void writeByte(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
  }

  private void writeRaw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int bytes) {
    if (length + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
    }
  }
}
