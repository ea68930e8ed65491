package dev.syncline.migration;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the values of one section; what is wrong is left with the findings, and reading goes on.
 */
final class Members {
  private static final Set<String> TRUE_WORDS = Set.of("true", "yes", "on", "y", "1");
  private static final Set<String> FALSE_WORDS = Set.of("false", "no", "off", "n", "0");

  private final Written.Section section;
  private final Findings findings;

  Members(Written.Section section, Findings findings) {
    this.section = section;
    this.findings = findings;
  }

  Location place() {
    return section.place();
  }

  /** Where a name stands, or the section if it does not. */
  Location placeOf(String name) {
    Written.Member member = section.members().get(name);
    return member == null ? section.place() : member.value().place();
  }

  /**
   * What nobody reads. A name that is nearly a known one that is missing is a slip; others meant
   * nothing to the earlier system either.
   */
  void known(List<String> names) {
    section
        .members()
        .forEach(
            (name, member) -> {
              if (names.contains(name)) {
                return;
              }
              var near =
                  Nearest.to(name, names.stream().filter(other -> !has(other)).toList())
                      .filter(other -> name.length() > 2);
              if (near.isPresent()) {
                findings.error(
                    member.name(),
                    "unknown name '" + name + "'; did you mean '" + near.get() + "'?");
              } else {
                findings.note(
                    member.name(),
                    "'" + name + "' has no meaning in a mapping file; it is left out");
              }
            });
  }

  private Written at(String name) {
    Written.Member member = section.members().get(name);
    return member == null ? new Written.Nothing(section.place()) : member.value();
  }

  boolean has(String name) {
    return !(at(name) instanceof Written.Nothing);
  }

  /** A text that must be there; empty if it is not, which is told. */
  String text(String name, String meaning) {
    return optionalText(name)
        .orElseGet(
            () -> {
              if (!has(name)) {
                missing(name, meaning);
              }
              return "";
            });
  }

  private void missing(String name, String meaning) {
    boolean slip =
        section.members().keySet().stream()
            .anyMatch(other -> Nearest.to(other, List.of(name)).isPresent());
    if (!slip) {
      findings.error(section.place(), "'" + name + "' is missing; add it: " + meaning);
    }
  }

  /** A text, if there is one. */
  Optional<String> optionalText(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    Written value = at(name);
    if (value instanceof Written.Single single && !single.text().isBlank()) {
      return Optional.of(single.text());
    }
    findings.error(
        value.place(), "'" + name + "' must be a text that is not empty, not " + value.kind());
    return Optional.empty();
  }

  /** Whether; as YAML of that time had it: yes, on and true. */
  Optional<Boolean> truth(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    Written value = at(name);
    if (value instanceof Written.Single single) {
      String word = single.text().toLowerCase(Locale.ROOT);
      if (TRUE_WORDS.contains(word) || FALSE_WORDS.contains(word)) {
        return Optional.of(TRUE_WORDS.contains(word));
      }
    }
    findings.error(value.place(), "'" + name + "' must be true or false, not " + value.kind());
    return Optional.empty();
  }

  /** A whole number, if there is one. */
  OptionalInt whole(String name) {
    if (!has(name)) {
      return OptionalInt.empty();
    }
    Written value = at(name);
    try {
      if (value instanceof Written.Single single) {
        return OptionalInt.of(Integer.parseInt(single.text()));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    findings.error(value.place(), "'" + name + "' must be a whole number, not " + value.kind());
    return OptionalInt.empty();
  }

  /** A section that must be there; empty if it is not, which is told. */
  Optional<Members> section(String name, String meaning) {
    if (!has(name)) {
      missing(name, meaning);
      return Optional.empty();
    }
    return optionalSection(name);
  }

  /** A section, if there is one. */
  Optional<Members> optionalSection(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    Written value = at(name);
    if (value instanceof Written.Section inner) {
      return Optional.of(new Members(inner, findings));
    }
    findings.error(
        value.place(), "'" + name + "' must be a section of names and values, not " + value.kind());
    return Optional.empty();
  }

  /** Names and what is written at each of them. */
  Map<String, Written> all() {
    var all = new LinkedHashMap<String, Written>();
    section.members().forEach((name, member) -> all.put(name, member.value()));
    return all;
  }

  /** Where each name stands. */
  Location nameOf(String name) {
    Written.Member member = section.members().get(name);
    return member == null ? section.place() : member.name();
  }
}
