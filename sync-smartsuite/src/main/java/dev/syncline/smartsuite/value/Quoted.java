package dev.syncline.smartsuite.value;

import dev.syncline.http.json.JsonText;

/** Values in messages. All methods are pure. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String of(Object value) {
    String text = JsonText.plain(value);
    return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
  }
}
