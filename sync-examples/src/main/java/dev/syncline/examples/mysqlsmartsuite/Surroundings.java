package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.migration.MigrationOptions;
import dev.syncline.migration.MigrationOptions.ZeroDates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that the runner goes by. A file {@code .env} in the working directory
 * says what is not set otherwise.
 *
 * @param variables all of them
 */
record Surroundings(Map<String, String> variables) {
  static final String MAPPING = "SYNC_MAPPING";
  static final String STATE = "SYNC_STATE_DIR";
  static final String FULL = "SYNC_FULL_EVERY";
  static final String DELETES = "SYNC_DELETES";
  static final String ZERO_DATES = "SYNC_ZERO_DATES";
  static final String INTERVAL = "SYNC_INTERVAL_MINUTES";
  private static final String URL = "SMARTSUITE_BASE_URL";
  private static final String PLAINTEXT = "SMARTSUITE_PLAINTEXT";
  private static final String SMARTSUITE = "smartsuite.com";
  private static final String USUAL_MAPPING = "config/sync_mappings.yml";
  private static final int MOST_MINUTES = 10_080;

  Surroundings {
    var all = new LinkedHashMap<>(variables);
    if (plaintext(all.getOrDefault(URL, ""))) {
      all.putIfAbsent(PLAINTEXT, "true");
    }
    variables = Collections.unmodifiableMap(all);
  }

  /** Those of a process that was started in a folder. */
  static Surroundings of(Map<String, String> environment, Path folder) {
    var all = new LinkedHashMap<String, String>();
    Path file = folder.resolve(".env");
    if (Files.isRegularFile(file)) {
      try {
        Files.readAllLines(file).forEach(line -> read(line, all));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    all.putAll(environment);
    return new Surroundings(all);
  }

  /**
   * Who names an address without encryption means it, for a server of his own; SmartSuite's own are
   * only reached encrypted.
   */
  private static boolean plaintext(String url) {
    try {
      URI address = URI.create(url.strip());
      String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
      return "http".equalsIgnoreCase(address.getScheme())
          && !host.equals(SMARTSUITE)
          && !host.endsWith("." + SMARTSUITE);
    } catch (IllegalArgumentException e) {
      // Refused with its reason where it is used.
      return false;
    }
  }

  private static void read(String line, Map<String, String> into) {
    String bare = line.strip();
    bare = bare.startsWith("export ") ? bare.substring("export ".length()).strip() : bare;
    int equals = bare.indexOf('=');
    if (bare.startsWith("#") || equals < 1) {
      return;
    }
    String value = bare.substring(equals + 1).strip();
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    into.put(
        bare.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
  }

  private Optional<String> said(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The mapping file, in either form. */
  Path mapping() {
    return Path.of(said(MAPPING).orElse(USUAL_MAPPING));
  }

  /** Where the state is kept, if that was said. */
  Optional<Path> state() {
    return said(STATE).map(Path::of);
  }

  /** What a mapping file of the earlier system does not say. */
  MigrationOptions options() {
    MigrationOptions options =
        MigrationOptions.DEFAULT
            .deletes(word(DELETES, "absence", "none").equals("absence"))
            .zeroDates(
                word(ZERO_DATES, "reject", "to-null").equals("reject")
                    ? ZeroDates.REJECT
                    : ZeroDates.TO_NULL);
    Optional<Duration> every =
        ComponentConfig.of(said(FULL).map(v -> Map.of(FULL, v)).orElse(Map.of())).duration(FULL);
    every.ifPresent(
        time -> {
          if (time.isZero() || time.isNegative()) {
            throw new ConfigurationException(FULL + " must be longer than that: " + time);
          }
        });
    return every.map(options::readEverythingEvery).orElse(options);
  }

  /** One of two words, of which the first is usual. */
  private String word(String name, String usual, String other) {
    String word = said(name).orElse(usual).toLowerCase(Locale.ROOT);
    if (!word.equals(usual) && !word.equals(other)) {
      throw new ConfigurationException(
          name + " must be '" + usual + "' or '" + other + "', not '" + word + "'");
    }
    return word;
  }

  /** After how many minutes the schedule runs again. */
  Optional<Duration> interval() {
    return said(INTERVAL).map(text -> minutes(INTERVAL, text));
  }

  static Duration minutes(String name, String text) {
    try {
      int minutes = Integer.parseInt(text);
      if (minutes >= 1 && minutes <= MOST_MINUTES) {
        return Duration.ofMinutes(minutes);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigurationException(
        name + " must be a number of minutes from 1 to " + MOST_MINUTES + ", not '" + text + "'");
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return "Surroundings" + variables.keySet();
  }
}
