package dev.syncline.core.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.config.ComponentConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Tells settings apart without showing them. */
final class ConfigDigest {
  private static final int DIGITS = 16;

  private ConfigDigest() {}

  /** Hexadecimal digits that are the same for equal settings. */
  static String of(ComponentConfig config) {
    var text = new StringBuilder();
    print(config, text);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void print(Object value, StringBuilder out) {
    if (value instanceof ComponentConfig config) {
      out.append('{');
      new TreeMap<>(config.values())
          .forEach(
              (name, inner) -> {
                out.append(Literal.print(name)).append('=');
                print(inner, out);
                out.append(',');
              });
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (Object item : list) {
        print(item, out);
        out.append(',');
      }
      out.append(']');
    } else {
      out.append(Literal.print(value));
    }
  }
}
