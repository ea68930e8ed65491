package dev.syncline.core.project;

import dev.syncline.api.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lays a profile over the rest of a file, such that every value keeps the place where it was
 * written. Sections are laid over each other name by name, unless their types differ; everything
 * else is replaced as a whole. The syncs of a profile are found by their names.
 */
final class Overlay {
  private static final String SYNCS = "syncs";

  private final YamlDocument file;
  private final Problems problems;

  Overlay(YamlDocument file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The file as it is read in this profile; it has no profiles any more. */
  YamlDocument with(Optional<String> profile) {
    var laid = file.copy();
    var rest = new LinkedHashMap<>(file.root());
    Object profiles = rest.remove(Profiles.NAME);
    if (profile.isPresent()
        && profiles instanceof Map<?, ?> named
        && named.get(profile.get()) instanceof Map<?, ?> over) {
      String from = Profiles.NAME + "." + profile.get();
      var sections = new LinkedHashMap<>(names(over));
      Object syncs = sections.remove(SYNCS);
      rest = section(laid, rest, sections, "", from);
      if (syncs != null) {
        rest.put(SYNCS, syncs(laid, rest.get(SYNCS), syncs, from + "." + SYNCS));
      }
    }
    forgetOthers(laid, profiles, profile);
    laid.root(rest);
    return laid;
  }

  /** The places in the chosen profile stay, for its values know where they were written. */
  private static void forgetOthers(
      YamlDocument laid, @Nullable Object profiles, Optional<String> chosen) {
    if (profiles instanceof Map<?, ?> named) {
      for (Object name : named.keySet()) {
        if (!chosen.equals(Optional.of(name))) {
          laid.forget(Profiles.NAME + "." + name);
        }
      }
    }
  }

  private LinkedHashMap<String, Object> section(
      YamlDocument laid,
      Map<String, Object> under,
      Map<String, Object> over,
      String to,
      String from) {
    var values = new LinkedHashMap<>(under);
    over.forEach(
        (name, value) -> {
          String path = to.isEmpty() ? name : to + "." + name;
          String origin = from + "." + name;
          if (values.get(name) instanceof Map<?, ?> below
              && value instanceof Map<?, ?> above
              && !otherType(below, above)) {
            values.put(name, section(laid, names(below), names(above), path, origin));
          } else {
            laid.move(origin, path);
            values.put(name, value);
          }
        });
    return values;
  }

  /** What a jdbc connection needs means nothing to one of another type. */
  private static boolean otherType(Map<?, ?> below, Map<?, ?> above) {
    Object type = above.get("type");
    return type != null && below.get("type") != null && !type.equals(below.get("type"));
  }

  private Object syncs(YamlDocument laid, @Nullable Object under, Object over, String from) {
    if (!(over instanceof Map<?, ?> byName)) {
      problems.add(
          file.place(from),
          "the 'syncs' of a profile must be a section, with the names of the syncs that differ");
      return under == null ? List.of() : under;
    }
    var syncs = new ArrayList<Object>(under instanceof List<?> list ? list : List.of());
    var known = new TreeSet<String>();
    for (int i = 0; i < syncs.size(); i++) {
      if (syncs.get(i) instanceof Map<?, ?> sync && sync.get("name") != null) {
        String name = String.valueOf(sync.get("name"));
        known.add(name);
        Object differs = byName.get(name);
        syncs.set(i, sync(laid, names(sync), differs, "syncs[" + i + "]", from + "." + name));
      }
    }
    refuseOthers(byName.keySet(), known, from);
    return syncs;
  }

  private Object sync(
      YamlDocument laid,
      Map<String, Object> sync,
      @Nullable Object differs,
      String to,
      String from) {
    if (differs == null) {
      return sync;
    }
    if (!(differs instanceof Map<?, ?> over)) {
      problems.add(
          file.place(from), "what differs in a sync must be a section of names and values");
      return sync;
    }
    if (over.containsKey("name")) {
      problems.add(
          file.place(from + ".name"), "a profile cannot rename a sync; leave 'name' out here");
      return sync;
    }
    return section(laid, sync, names(over), to, from);
  }

  private void refuseOthers(Set<?> named, Set<String> known, String from) {
    for (Object name : named) {
      if (!known.contains(name.toString())) {
        problems.add(
            file.placeOfName(from + "." + name),
            "there is no sync '"
                + name
                + "' that a profile could change"
                + Nearest.hint(name.toString(), known));
      }
    }
  }

  private static Map<String, Object> names(Map<?, ?> map) {
    var names = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> names.put(String.valueOf(name), value));
    return names;
  }
}
