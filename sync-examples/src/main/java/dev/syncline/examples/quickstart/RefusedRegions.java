package dev.syncline.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dead letters of the regions: first why, then which, by country. */
final class RefusedRegions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;
  private static final int WIDTH = 110;

  private final Map<String, String> countryNames;

  RefusedRegions(Map<String, String> countryNames) {
    this.countryNames = countryNames;
  }

  /** Lines for a person; none if nothing was refused. */
  List<String> list(StateQueries state) {
    Map<String, List<DeadLetter>> byReason = new TreeMap<>();
    letters(state)
        .forEach(
            letter ->
                byReason
                    .computeIfAbsent(
                        letter.stage() + ": " + letter.message(), reason -> new ArrayList<>())
                    .add(letter));
    var lines = new ArrayList<String>();
    byReason.forEach(
        (reason, letters) -> {
          lines.add(
              String.format(Locale.ROOT, "%,d regions were refused. %s", letters.size(), reason));
          byCountry(letters).forEach((country, names) -> addNames(lines, country, names));
        });
    return lines;
  }

  /** One of them, the same in every run; empty if nothing was refused. */
  Optional<DeadLetter> first(StateQueries state) {
    return letters(state).stream().findFirst();
  }

  private static List<DeadLetter> letters(StateQueries state) {
    var all = new ArrayList<DeadLetter>();
    List<DeadLetter> page;
    Optional<KeyHash> after = Optional.empty();
    do {
      page = state.deadLetters(QuickstartSyncs.REGIONS, after, PAGE);
      all.addAll(page);
      after = all.isEmpty() ? after : Optional.of(all.get(all.size() - 1).id());
    } while (page.size() == PAGE);
    return all;
  }

  private Map<String, Set<String>> byCountry(List<DeadLetter> letters) {
    var byCountry = new TreeMap<String, Set<String>>();
    for (DeadLetter letter : letters) {
      JsonNode region = raw(letter);
      String code = region.path("country_code").asText();
      byCountry
          .computeIfAbsent(
              countryNames.getOrDefault(code, "unknown country") + " (" + code + ")",
              country -> new TreeSet<>())
          .add(region.path("name").asText());
    }
    return byCountry;
  }

  /** The record as it was fetched; the state store keeps it as JSON. */
  private static JsonNode raw(DeadLetter letter) {
    try {
      return JSON.readTree(letter.raw());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("dead letter " + letter.id() + " is damaged", e);
    }
  }

  private static void addNames(List<String> lines, String country, Set<String> names) {
    var line = new StringBuilder("  ").append(country).append(", ").append(names.size());
    String separator = ": ";
    for (String name : names) {
      if (line.length() + separator.length() + name.length() > WIDTH) {
        lines.add(line + ",");
        line = new StringBuilder("    ");
        separator = "";
      }
      line.append(separator).append(name);
      separator = ", ";
    }
    lines.add(line.toString());
  }
}
