package dev.syncline.migration;

import dev.syncline.api.error.ConfigurationException.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written somewhere in a mapping file. Immutable. */
sealed interface Written {

  /** Where it stands. */
  Location place();

  /** What it is, for messages. */
  String kind();

  /**
   * Names and values.
   *
   * @param place where it begins
   * @param members by name, in the order of the file
   */
  record Section(Location place, Map<String, Member> members) implements Written {
    /** Copies the members. */
    public Section {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "a section";
    }
  }

  /**
   * One value of a section.
   *
   * @param name where its name stands
   * @param value the value
   */
  record Member(Location name, Written value) {}

  /**
   * A list.
   *
   * @param place where it begins
   * @param items what is in it
   */
  record Items(Location place, List<Written> items) implements Written {
    /** Copies the list. */
    public Items {
      items = List.copyOf(new ArrayList<>(items));
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param place where it stands
   * @param text as it is written, without quotes
   * @param plain whether it stands without quotes
   */
  record Single(Location place, String text, boolean plain) implements Written {
    @Override
    public String kind() {
      return "'" + text + "'";
    }
  }

  /**
   * Nothing: {@code null}, {@code ~}, or a name without a value.
   *
   * @param place where it should stand
   */
  record Nothing(Location place) implements Written {
    @Override
    public String kind() {
      return "nothing";
    }
  }
}
