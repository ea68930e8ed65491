package dev.syncline.core.identity;

import net.openhft.hashing.LongTupleHashFunction;

/**
 * XXH128, seed 0. The only class that knows zero-allocation-hashing, which has no module name of
 * its own and reaches for {@code Unsafe}.
 *
 * <p>The library answers the low half first; here, as in the reference implementation's printed
 * form, the high half comes first.
 */
final class Xxh128 {
  private static final LongTupleHashFunction FUNCTION = LongTupleHashFunction.xx128();

  private final long[] words = FUNCTION.newResultArray();

  void hash(byte[] bytes, int length) {
    FUNCTION.hashBytes(bytes, 0, length, words);
  }

  long high() {
    return words[1];
  }

  long low() {
    return words[0];
  }
}
