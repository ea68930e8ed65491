package dev.syncline.migration;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes names and values as YAML that the project loader takes: texts that look like something
 * else get quotes, and a plain <code>${</code> is written <code>$${</code>.
 */
final class ProjectText {
  private ProjectText() {}

  /** A text with environment variables in it, which are filled in when the project is loaded. */
  record FromEnvironment(String text) {}

  static String of(Map<String, ?> values) {
    var options = new DumperOptions();
    options.setWidth(Integer.MAX_VALUE);
    options.setSplitLines(false);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    var out = new StringWriter();
    new Yaml(options).serialize(node(values), out);
    return out.toString();
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      var entries = new ArrayList<NodeTuple>();
      map.forEach((name, inner) -> entries.add(new NodeTuple(text(name.toString()), node(inner))));
      return new MappingNode(Tag.MAP, entries, flow(map) ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (value instanceof List<?> list) {
      var items = list.stream().map(ProjectText::node).toList();
      boolean plain = list.stream().noneMatch(item -> item instanceof Map || item instanceof List);
      return new SequenceNode(Tag.SEQ, items, plain ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (value instanceof FromEnvironment placeholder) {
      return text(placeholder.text());
    }
    if (value instanceof Boolean) {
      return new ScalarNode(Tag.BOOL, value.toString(), null, null, ScalarStyle.PLAIN);
    }
    if (value instanceof Number) {
      return new ScalarNode(Tag.INT, value.toString(), null, null, ScalarStyle.PLAIN);
    }
    return text(value.toString().replace("${", "$${"));
  }

  /** Small sections of single values stand in one line. */
  private static boolean flow(Map<?, ?> map) {
    return map.size() <= 3
        && map.values().stream().noneMatch(value -> value instanceof Map || value instanceof List)
        && map.toString().length() <= 80
        && !map.toString().contains("\n");
  }

  private static ScalarNode text(String text) {
    boolean lines = text.contains("\n");
    return new ScalarNode(
        Tag.STR, text, null, null, lines ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
  }
}
