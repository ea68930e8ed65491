package dev.syncline.jdbc.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of a key of whole numbers.
 *
 * @param least its least number
 * @param most its most number
 * @param withNulls whether rows without a key belong to it
 */
record KeyRange(Object least, Object most, boolean withNulls) {

  /** Ranges that hold everything from one number to another, once. */
  static List<KeyRange> of(BigInteger least, BigInteger most, int count) {
    BigInteger end = most.add(BigInteger.ONE);
    BigInteger width = end.subtract(least);
    var ranges = new ArrayList<KeyRange>();
    BigInteger from = least;
    for (int i = 1; i <= count; i++) {
      BigInteger to =
          least.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(count)));
      if (to.compareTo(from) > 0) {
        ranges.add(new KeyRange(value(from), value(to.subtract(BigInteger.ONE)), ranges.isEmpty()));
        from = to;
      }
    }
    return ranges;
  }

  private static Object value(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }
}
