package dev.syncline.core.pipeline;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.core.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A short text that differs when a part of a definition differs. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Object... parts) {
    var values = new ArrayList<Object>();
    for (Object part : parts) {
      values.add(text(part));
    }
    return new Identity().key(values).toString();
  }

  /**
   * Names in a fixed order, so that the order in a file is irrelevant; lengths, so that no two
   * configurations run together into the same text.
   */
  private static String text(Object part) {
    if (part instanceof ComponentConfig config) {
      return text(config.values());
    }
    if (part instanceof Map<?, ?> map) {
      var sorted = new TreeMap<String, String>();
      map.forEach((name, value) -> sorted.put(text(String.valueOf(name)), text(value)));
      return sorted.toString();
    }
    if (part instanceof List<?> list) {
      return list.stream().map(Fingerprint::text).toList().toString();
    }
    String text = String.valueOf(part);
    return text.length() + ":" + text;
  }
}
