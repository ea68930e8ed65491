package dev.syncline.http.secret;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.SecretProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A value that is used and never shown. It is fetched at every use, so that it may be rotated.
 *
 * <p>Safe for use by several threads.
 */
public final class Secret {
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
  private static final Pattern NO_HEADER = Pattern.compile("[^\\x20-\\x7e\\x80-\\xff]");

  /** What such a setting may be. */
  public static final Shape SHAPE =
      Shape.either(
          Shape.TEXT,
          Shape.section(
              Options.of(
                  Option.required(
                      "provider", Shape.TEXT, "env, file, or the type of a provider of yours"),
                  Option.required("name", Shape.TEXT, "what the provider is asked for"))));

  private final String setting;
  private final Supplier<String> source;
  private final SecretMask mask;

  private Secret(String setting, Supplier<String> source, SecretMask mask) {
    this.setting = setting;
    this.source = source;
    this.mask = mask;
  }

  /**
   * A setting that is a text, or a section with {@code provider} and {@code name}.
   *
   * @param mask learns the value as soon as it is known
   * @throws ConfigurationException if it is missing, or the provider unknown
   */
  public static Secret of(ComponentConfig config, String setting, SecretMask mask) {
    if (!(config.values().get(setting) instanceof ComponentConfig section)) {
      String value = config.string(setting);
      mask.add(value);
      return new Secret(setting, () -> value, mask);
    }
    section.allow("provider", "name");
    String name = section.string("name");
    return new Secret(setting, source(section, section.string("provider"), name), mask);
  }

  private static Supplier<String> source(ComponentConfig section, String provider, String name) {
    return switch (provider) {
      case "env" -> () -> environment(name);
      case "file" -> () -> file(name);
      default -> {
        var known = new ArrayList<String>();
        for (SecretProvider candidate : ServiceLoader.load(SecretProvider.class)) {
          if (candidate.type().equals(provider)) {
            yield () -> candidate.secret(name);
          }
          known.add(candidate.type());
        }
        known.add("env");
        known.add("file");
        throw section.error(
            "provider",
            "there is no secret provider '" + provider + "'" + Nearest.hint(provider, known));
      }
    };
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new PermanentException("the environment variable '" + name + "' is not set");
    }
    return value;
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      throw new PermanentException("the secret file '" + name + "' cannot be read", e);
    }
  }

  /** The value, as it goes into a form, or encoded into a header. */
  public String reveal() {
    return without(CONTROL, "a line break or a control character");
  }

  /** The value, as it stands in a header. */
  public String revealInHeader() {
    return without(NO_HEADER, "a line break or another character that no header can carry");
  }

  private String without(Pattern unsendable, String what) {
    String value = revealText();
    if (unsendable.matcher(value).find()) {
      throw new PermanentException("the secret '" + setting + "' holds " + what);
    }
    return value;
  }

  /** The value, which may have several lines, such as a private key. */
  public String revealText() {
    String value = source.get();
    if (value.isBlank()) {
      throw new PermanentException("the secret '" + setting + "' is empty");
    }
    mask.addToken(value);
    return value;
  }

  @Override
  public String toString() {
    return setting + "=" + SecretMask.MASK;
  }
}
