package dev.syncline.core.identity;

import dev.syncline.api.record.Absent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spells values in another way, and makes other values of them; the same for the same seed. */
final class Meanings {
  private final Random random;

  Meanings(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The same value as another system might hand it over. */
  @Nullable Object respelled(@Nullable Object value) {
    if (value instanceof Long number) {
      return respelled(BigDecimal.valueOf(number));
    }
    if (value instanceof BigInteger number) {
      return respelled(new BigDecimal(number));
    }
    if (value instanceof BigDecimal number) {
      BigDecimal stripped = number.stripTrailingZeros();
      boolean whole = stripped.scale() <= 0 && stripped.scale() > -18;
      if (whole && stripped.toBigInteger().bitLength() < 64 && random.nextBoolean()) {
        return stripped.longValueExact();
      }
      return random.nextBoolean() ? stripped : number.setScale(number.scale() + below(25));
    }
    if (value instanceof Double number) {
      return number == 0 ? (Object) (-number) : number;
    }
    if (value instanceof String text) {
      return Normalizer.normalize(
          text, random.nextBoolean() ? Normalizer.Form.NFD : Normalizer.Form.NFC);
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<@Nullable Object>();
      list.forEach(item -> items.add(respelled(item)));
      return items;
    }
    if (value instanceof Map<?, ?> object) {
      return shuffled(object);
    }
    return value;
  }

  private Map<String, @Nullable Object> shuffled(Map<?, ?> object) {
    var names = new ArrayList<Object>(object.keySet());
    java.util.Collections.shuffle(names, random);
    var other = new LinkedHashMap<String, @Nullable Object>();
    names.forEach(name -> other.put(name.toString(), respelled(object.get(name))));
    return other;
  }

  /** Another value, as near to this one as can be. */
  @Nullable Object other(@Nullable Object value) {
    if (value == null) {
      return random.nextBoolean() ? Absent.ABSENT : "";
    }
    if (value == Absent.ABSENT) {
      return null;
    }
    if (below(8) == 0) {
      return null;
    }
    if (below(8) == 0) {
      // What reads the same and is not: a number and its text, a truth value and its name.
      return value instanceof String text ? List.of(text) : String.valueOf(value);
    }
    if (value instanceof Boolean truth) {
      return !truth;
    }
    if (value instanceof Long number) {
      return number ^ 1L << below(64);
    }
    if (value instanceof BigInteger number) {
      return number.add(BigInteger.ONE);
    }
    if (value instanceof BigDecimal number) {
      return number.signum() != 0 && random.nextBoolean()
          ? number.negate()
          : number.add(number.ulp());
    }
    if (value instanceof Double number) {
      return Double.isNaN(number) ? 0.0 : Double.isInfinite(number) ? -number : Math.nextUp(number);
    }
    if (value instanceof String text) {
      return otherText(text);
    }
    if (value instanceof byte[] bytes) {
      return otherBytes(bytes);
    }
    if (value instanceof List<?> list) {
      return otherList(list);
    }
    if (value instanceof Map<?, ?> object) {
      return otherObject(object);
    }
    return value + " ";
  }

  private String otherText(String text) {
    return switch (below(3)) {
      case 0 -> text + "\0";
      case 1 -> " " + text;
      default -> text.isEmpty() ? "\u00e9" : text.substring(0, text.length() - 1) + "\u2603";
    };
  }

  private byte[] otherBytes(byte[] bytes) {
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    if (bytes.length == 0) {
      return longer;
    }
    byte[] flipped = bytes.clone();
    flipped[below(bytes.length)] ^= (byte) (1 << below(8));
    return random.nextBoolean() ? longer : flipped;
  }

  private List<@Nullable Object> otherList(List<?> list) {
    var items = new ArrayList<@Nullable Object>(list);
    if (items.isEmpty() || random.nextBoolean()) {
      items.add(null);
    } else {
      int at = below(items.size());
      items.set(at, inner(items.get(at)));
    }
    return items;
  }

  private Map<String, @Nullable Object> otherObject(Map<?, ?> object) {
    var other = new LinkedHashMap<String, @Nullable Object>();
    object.forEach((name, value) -> other.put(name.toString(), value));
    if (other.isEmpty() || random.nextBoolean()) {
      other.put("\u0001" + other.size(), null);
    } else {
      String name = List.copyOf(other.keySet()).get(below(other.size()));
      if (random.nextBoolean()) {
        other.remove(name);
      } else {
        other.put(name, inner(other.get(name)));
      }
    }
    return other;
  }

  /** Inside a list or an object nothing is absent. */
  private @Nullable Object inner(@Nullable Object value) {
    return value == null ? "" : other(value);
  }
}
