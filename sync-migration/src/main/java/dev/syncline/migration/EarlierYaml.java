package dev.syncline.migration;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML as the earlier system took it: with anchors, aliases and merges, and of a name that
 * stands twice the last value. Every value keeps its place.
 */
final class EarlierYaml {
  private static final int MOST_LEVELS = 32;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final String file;
  private final Findings findings;

  private EarlierYaml(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * What is written in a text; nothing if it is empty.
   *
   * @throws ConfigurationException if it is no YAML
   */
  static Written read(String text, String file, Findings findings) {
    var reader = new EarlierYaml(file, findings);
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setAllowDuplicateKeys(true);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return root == null
          ? new Written.Nothing(new Location(file, 1, 1, ""))
          : reader.value(root, "", 1);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw new ConfigurationException(
          mark == null ? new Location(file, 1, 1, "") : reader.place(mark, ""),
          "this is no YAML: " + e.getProblem(),
          e);
    } catch (YAMLException e) {
      throw new ConfigurationException(
          new Location(file, 1, 1, ""), "this is no YAML: " + e.getMessage(), e);
    }
  }

  private Location place(Mark mark, String path) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1, path);
  }

  private Written value(Node node, String path, int level) {
    Location place = place(node.getStartMark(), path);
    if (level > MOST_LEVELS) {
      throw new ConfigurationException(
          place, "sections and lists go at most " + MOST_LEVELS + " levels deep");
    }
    if (node instanceof MappingNode mapping) {
      var members = new LinkedHashMap<String, Written.Member>();
      section(mapping, path, level, members);
      return new Written.Section(place, members);
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> nodes = sequence.getValue();
      var items = new ArrayList<Written>();
      for (int i = 0; i < nodes.size(); i++) {
        items.add(value(nodes.get(i), path + "[" + i + "]", level + 1));
      }
      return new Written.Items(place, items);
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.getTag().equals(Tag.NULL)
        ? new Written.Nothing(place)
        : new Written.Single(place, scalar.getValue(), scalar.isPlain());
  }

  /** What is merged in counts less than what stands in the section itself. */
  private void section(
      MappingNode mapping, String path, int level, Map<String, Written.Member> members) {
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(entry.getValueNode(), path, level, members);
      }
    }
    var own = new LinkedHashMap<String, Location>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = name(entry.getKeyNode(), path);
      if (name == null || entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        continue;
      }
      String inner = path.isEmpty() ? name : path + "." + name;
      Location place = place(entry.getKeyNode().getStartMark(), inner);
      Location first = own.put(name, place);
      if (first != null) {
        findings.note(
            place, "'" + name + "' stands in line " + first.line() + ", too; this one counts");
      }
      members.put(name, new Written.Member(place, value(entry.getValueNode(), inner, level + 1)));
    }
  }

  private void merge(Node merged, String path, int level, Map<String, Written.Member> members) {
    if (level > MOST_LEVELS) {
      throw new ConfigurationException(
          place(merged.getStartMark(), path), "sections are merged into each other in a circle");
    }
    if (merged instanceof MappingNode mapping) {
      var inherited = new LinkedHashMap<String, Written.Member>();
      section(mapping, path, level + 1, inherited);
      inherited.forEach(members::putIfAbsent);
    } else if (merged instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> merge(item, path, level + 1, members));
    }
  }

  private @Nullable String name(Node key, String path) {
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    findings.error(place(key.getStartMark(), path), "a name must be a single value");
    return null;
  }
}
