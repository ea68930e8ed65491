package dev.syncline.core;

import java.util.List;

/**
 * What became of records that the destination was said to hold.
 *
 * @param adopted how many are known from now on
 * @param known how many were known before; nothing changed for them
 * @param unreadable how many have a key that no record of the source can have
 * @param examples some of those keys, each with the reason
 */
public record Adoption(long adopted, long known, long unreadable, List<String> examples) {

  /** Copies the list. */
  public Adoption {
    examples = List.copyOf(examples);
  }
}
