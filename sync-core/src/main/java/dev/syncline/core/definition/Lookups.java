package dev.syncline.core.definition;

import java.util.List;

/** What lookups have in common. */
final class Lookups {
  private static final int MOST = 10_000_000;

  private Lookups() {}

  static List<String> key(List<String> key) {
    if (key.isEmpty()) {
      throw Refusal.at("key", "a lookup needs a key: the columns by which it is looked up");
    }
    key.forEach(name -> Refusal.name("key", name));
    return List.copyOf(key);
  }

  static void bound(int atMost) {
    if (atMost < 1 || atMost > MOST) {
      throw Refusal.at("atMost", "'atMost' must be between 1 and " + MOST + ", not " + atMost);
    }
  }
}
