package dev.syncline.core.pipeline;

import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.HashAlgorithm;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How data hashes are made, so that one that was made earlier can be made once more.
 *
 * @param algorithm the algorithm
 * @param without the mapped fields that do not count
 */
record HashRecipe(HashAlgorithm algorithm, Set<String> without) {
  /** Between names in the text; no field of a destination has a line break in its name. */
  private static final String BETWEEN = "\n";

  static HashRecipe of(Delta delta) {
    return new HashRecipe(delta.algorithm(), delta.volatileFields());
  }

  /** As the state store keeps it: the algorithm, and then the fields, in alphabetical order. */
  String text() {
    var text = new StringBuilder(algorithm.name());
    new TreeSet<>(without).forEach(field -> text.append(BETWEEN).append(field));
    return text.toString();
  }

  /** Empty if this version of Syncline does not know the algorithm. */
  static Optional<HashRecipe> parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    return Arrays.stream(HashAlgorithm.values())
        .filter(known -> known.name().equals(parts[0]))
        .findFirst()
        .map(
            known ->
                new HashRecipe(known, Set.copyOf(Arrays.asList(parts).subList(1, parts.length))));
  }
}
