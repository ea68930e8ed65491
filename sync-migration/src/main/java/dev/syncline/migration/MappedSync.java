package dev.syncline.migration;

import java.util.Objects;

/**
 * A sync of a mapping file, and what it is called in Syncline.
 *
 * @param name its name in Syncline
 * @param earlier what the file says
 */
record MappedSync(String name, EarlierSync earlier) {

  MappedSync {
    Objects.requireNonNull(name, "name");
  }

  boolean enabled() {
    return earlier.enabled();
  }
}
