package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.grammar.Connectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads a project in one of its profiles. The others are laid over the rest and read, too, so that
 * a slip in {@code production} is found in the test that loads {@code staging}; only environment
 * variables may be missing there.
 */
final class Profiles {
  static final String NAME = "profiles";
  private static final int MOST = 32;

  private final YamlDocument document;
  private final Connectors connectors;
  private final Problems problems;

  Profiles(YamlDocument document, Connectors connectors, Problems problems) {
    this.document = document;
    this.connectors = connectors;
    this.problems = problems;
  }

  /**
   * The project.
   *
   * @param chosen the profile that is laid over the rest; empty for the rest alone
   */
  SyncProject read(Optional<String> chosen) {
    var profiles = profiles();
    chosen
        .filter(name -> !profiles.containsKey(name))
        .ifPresent(name -> problems.add(document.place(NAME), unknown(name, profiles)));
    var project = read(chosen.filter(profiles::containsKey), problems);
    for (String name : profiles.keySet()) {
      if (!chosen.equals(Optional.of(name))) {
        readAside(name);
      }
    }
    return project;
  }

  private static String unknown(String name, Map<String, ComponentConfig> profiles) {
    return profiles.isEmpty()
        ? "there is no profile '" + name + "', for the file has no 'profiles'; write them down"
        : "there is no profile '" + name + "'" + Nearest.hint(name, profiles.keySet());
  }

  /** Those that are sections; what is wrong with the others is told. */
  private Map<String, ComponentConfig> profiles() {
    var profiles = new LinkedHashMap<String, ComponentConfig>();
    var check = new GrammarCheck(document, connectors, problems);
    var section = problems.attempt(() -> document.config().optionalSection(NAME));
    for (ComponentConfig named : section.flatMap(it -> it).stream().toList()) {
      for (String name : named.values().keySet()) {
        problems
            .attempt(() -> named.section(name))
            .ifPresent(
                profile -> {
                  check.checkNames(profile, NAME + "." + name);
                  profiles.put(name, profile);
                });
      }
    }
    if (profiles.size() > MOST) {
      throw new ConfigurationException(
          document.place(NAME), "there are more than " + MOST + " profiles; take several files");
    }
    return profiles;
  }

  private SyncProject read(Optional<String> profile, Problems into) {
    var laid = new Overlay(document, into).with(profile);
    laid.unset().forEach(into::add);
    new GrammarCheck(laid, connectors, into).check();
    return new ProjectReader(laid, into).read();
  }

  /** Keeps what is wrong with a profile that was not chosen. */
  private void readAside(String name) {
    var found = new Problems();
    var laid = new Overlay(document, found).with(Optional.of(name));
    laid.unset().keySet().forEach(place -> found.mute(place.path()));
    new GrammarCheck(laid, connectors, found).check();
    new ProjectReader(laid, found).read();
    UnaryOperator<String> inProfile = message -> message + " (in profile '" + name + "')";
    problems.addNew(found, inProfile);
  }
}
