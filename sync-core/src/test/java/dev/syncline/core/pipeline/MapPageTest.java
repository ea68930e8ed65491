package dev.syncline.core.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.expression.Function;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.project.SyncProject;
import dev.syncline.core.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the tables of docs/map.md does what it says. */
class MapPageTest {
  private static final Path PAGE = Path.of("..", "docs", "map.md");
  private static final Pattern RULE = Pattern.compile("\\| `([^`]+)` \\| (.+) \\|");
  private static final Pattern VALUE =
      Pattern.compile("\\| (?:[^|]*\\| )?`([^`]+)` \\| (?:(\\w+): )?`([^`]+)` \\|");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  @TempDir Path folder;

  private static List<String> under(String header) throws IOException {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      inside = line.startsWith(header) || (inside && line.startsWith("|"));
      if (inside && !line.startsWith(header) && !line.startsWith("|---")) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static Map<String, Object> sample() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + 8;
    @SuppressWarnings("unchecked")
    Map<String, Object> sample =
        JSON.readValue(page.substring(start, page.indexOf("```", start)), LinkedHashMap.class);
    sample.put("born", LocalDate.parse((String) sample.get("born")));
    sample.put("seen", Instant.parse((String) sample.get("seen")));
    return sample;
  }

  private static Schema schema(Map<String, Object> sample) {
    var fields = new ArrayList<Field>();
    sample.forEach(
        (name, value) ->
            fields.add(Field.of(name, value == null ? LogicalType.STRING : LogicalType.of(value))));
    return Schema.of(fields);
  }

  private Object run(SyncDefinition sync) throws IOException {
    var sample = sample();
    var store = InMemoryStateStore.create();
    var lookups =
        LookupTables.of(
            sync.mapping().lookups(),
            source -> {
              throw new AssertionError("no source");
            },
            store.queries());
    var step = StageRows.mapStep(sync.mapping(), List.of(), lookups, schema(sample));
    Object result = StageRows.apply(step, sample.values().toArray());
    if (!(result instanceof List<?> row)) {
      return result;
    }
    var record = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != Absent.ABSENT) {
        record.put(step.output().field(i).name(), row.get(i));
      }
    }
    return record;
  }

  static Stream<Arguments> rules() throws IOException {
    return under("| Rule |").stream()
        .map(
            line -> {
              var matcher = RULE.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              return arguments(matcher.group(1), matcher.group(2));
            });
  }

  @ParameterizedTest
  @MethodSource("rules")
  void mapsAsThePageSays(String rule, String outcome) throws IOException {
    Path file = folder.resolve("countries.csv");
    Files.writeString(file, "code,name,vat\nDE,Germany,0.19\nAT,\"Austria\",0.20\n", UTF_8);
    Object result = run(parse(rule, file));
    String text = outcome.substring(outcome.indexOf('`') + 1).replaceAll("`$", "");
    if (outcome.equals("kept")) {
      assertThat(result).isInstanceOf(Map.class);
    } else if (outcome.startsWith("filtered: ")) {
      assertThat(result).isEqualTo(new Verdict.Filtered(text));
    } else if (outcome.startsWith("rejected: ")) {
      assertThat(result).isInstanceOf(Verdict.Rejected.class);
      assertThat(((Verdict.Rejected) result).message()).isEqualTo(text);
    } else {
      assertThat(json(result)).isEqualTo(JSON.readTree(text));
      assertThat(JSON.writeValueAsString(result)).isEqualTo(JSON.readTree(text).toString());
    }
  }

  private static JsonNode json(Object result) {
    return JSON.valueToTree(result);
  }

  private static SyncDefinition parse(String parts, Path file) {
    String yaml =
        """
        connections: {c: {type: t}}
        syncs:
          - name: s
            source: {connection: c, key: id}
            destination: {connection: c}
            lookups: {countries: {file: "%s", key: code}}
        """
                .formatted(file)
            + parts.indent(4);
    return SyncProject.parse(yaml, "page", Map.of()).sync("s");
  }

  static Stream<Arguments> expressions() throws IOException {
    return Stream.concat(under("| Expression |").stream(), under("| Function |").stream())
        .map(
            line -> {
              var matcher = VALUE.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              return arguments(matcher.group(1), matcher.group(2), matcher.group(3));
            });
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void computesWhatThePageSays(String expression, String failure, String value) throws IOException {
    if ("refused".equals(failure)) {
      assertThatThrownBy(() -> run(computed(expression)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(value);
      return;
    }
    Object result = run(computed(expression));
    if ("rejected".equals(failure)) {
      assertThat(result).isInstanceOf(Verdict.Rejected.class);
      assertThat(((Verdict.Rejected) result).message())
          .startsWith("'v' cannot be computed: ")
          .contains(value);
    } else {
      Object actual = ((Map<?, ?>) result).get("v");
      Object expected =
          value.matches("\\d{4}-\\d\\d-\\d\\d")
              ? LocalDate.parse(value)
              : JSON.readValue(value, Object.class);
      if (expected instanceof Number) {
        assertThat(String.valueOf(actual)).isEqualTo(value);
      } else {
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  private static SyncDefinition computed(String expression) {
    return parse("compute: {v: '" + expression.replace("'", "''") + "'}", Path.of("none.csv"));
  }

  @Test
  void namesEveryFunction() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : Function.names()) {
      assertThat(page).contains("| `" + name + "`");
    }
    assertThat(rules()).hasSizeGreaterThan(30);
    assertThat(expressions()).hasSizeGreaterThan(60);
  }

  @Test
  void theFilesOfThePageAreTaken() throws IOException {
    String[] blocks = Files.readString(PAGE).split("```yaml( wrong)?\n");
    assertThat(blocks).hasSize(3);
    String first = blocks[1].substring(0, blocks[1].indexOf("```"));
    assertThatThrownBy(() -> file(first))
        .hasMessageContaining("there is no function 'total_vat'")
        .hasMessageContaining("page:25:");
    var sync = file(first.replace("total_vat", "round"));
    assertThat(sync.mapping().fields()).hasSize(11);
    String rules = blocks[2].substring(0, blocks[2].indexOf("```"));
    assertThat(file(rules).validation().rules()).hasSize(2);
  }

  @Test
  void theCodeOfThePageIsThatOfTheFile() throws IOException {
    String page = Files.readString(PAGE);
    String code = page.substring(page.indexOf("```java\n") + 8);
    Path here = Path.of("src/test/java/dev/syncline/core/pipeline/MapPageTest.java");
    assertThat(Files.readString(here).replaceAll("\\s", ""))
        .contains(code.substring(0, code.indexOf("```")).replaceAll("\\s", ""));
    var mapping = inCode().mapping();
    assertThat(mapping.fields()).hasSize(5);
    assertThat(mapping.filter().keep()).containsExactly("active");
  }

  private static SyncDefinition inCode() {
    return SyncDefinition.builder("s")
        .source(SourceSpec.of("t", ComponentConfig.of(Map.of("key", "id"))))
        .map(
            m ->
                m.keep("active")
                    .lookup("countries", Lookup.file("countries.csv", "code"))
                    .field("id", "customer_id")
                    .field("address.city", "city")
                    .lookUpOr("countries", "country", "name", "address.country", "unknown")
                    .template("label", "{first} {last}", OnNull.EMPTY)
                    .compute("total", "round(price * quantity, 2)"))
        .destination(DestinationSpec.of("t", ComponentConfig.of(Map.of())))
        .build();
  }

  private static SyncDefinition file(String parts) {
    String yaml =
        """
        connections: {shop: {type: t}}
        syncs:
          - name: s
            source: {connection: shop, key: id}
            destination: {connection: shop}
        """
            + parts.indent(4);
    return SyncProject.parse(yaml, "page", Map.of()).sync("s");
  }

  @Test
  void saysWithoutTheValueWhatCannotBeComputed() throws IOException {
    assertThat(((Verdict.Rejected) run(computed("number(first)"))).message())
        .doesNotContain("Ada")
        .contains("a text is no number");
  }
}
