package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import dev.syncline.core.value.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the tables of docs/normalize-and-validate.md does what it says. */
class NormalizePageTest {
  private static final Path PAGE = Path.of("..", "docs", "normalize-and-validate.md");
  private static final Pattern LINE =
      Pattern.compile("\\|.*\\| `([^`]+)` \\| `([^`]+)` → `([^`]+)` \\|");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> lines() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && line.contains(" → "))
        .toList();
  }

  static Stream<Arguments> examples() throws IOException {
    boolean[] rules = {false};
    return Files.readAllLines(PAGE).stream()
        .peek(line -> rules[0] |= line.equals("## Rules"))
        .filter(line -> line.startsWith("| ") && line.contains(" → "))
        .map(
            line -> {
              var matcher = LINE.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              return arguments(
                  rules[0] ? "validate" : "normalize",
                  matcher.group(1),
                  matcher.group(2),
                  matcher.group(3));
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void doesWhatThePageSays(String part, String rule, String in, String out) throws IOException {
    var sync = parse("    " + part + ": " + (rule.startsWith("{") ? rule : "{" + rule + "}"));
    Object value = value(in);
    var type = value == null ? LogicalType.STRING : LogicalType.of(value);
    var schema = Schema.of(Field.of("f", type), Field.of("zero", LogicalType.INTEGER));
    Object result = run(sync, schema, value);
    if (out.equals("rejected")) {
      assertThat(result).isInstanceOf(Verdict.Rejected.class);
    } else {
      Object expected = value(out);
      Object actual = result instanceof List<?> row ? row.get(0) : result;
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static Object run(SyncDefinition sync, Schema schema, Object value) {
    var normalize = NormalizeStage.compile(sync.normalization(), SecretFields.NONE, schema);
    Object normal = StageRows.apply(normalize, value, 0L);
    if (!(normal instanceof List<?> row)) {
      return normal;
    }
    var warnings = new Warnings();
    var validate =
        ValidateStage.compile(
            sync.validation(), SecretFields.NONE, List.of(), warnings, normalize.output());
    Object[] values = row.toArray();
    var made = new Row(normalize.output(), values, Op.UPSERT, new KeyHash(0, 1), null);
    UniqueRules.of(sync.validation(), SecretFields.NONE, warnings)
        .apply(WorkBatch.of(WorkBatch.Intake.FETCHED, normalize.output(), List.of(made)));
    assertThat(made.open()).isTrue();
    return StageRows.apply(validate, values);
  }

  private static Object value(String text) throws IOException {
    if (text.equals("null")) {
      return null;
    } else if (text.startsWith("\"")) {
      return JSON.readValue(text, String.class);
    } else if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    } else if (text.startsWith("0x")) {
      return HexFormat.of().parseHex(text.substring(2));
    } else if (text.endsWith("Z")) {
      return Instant.parse(text);
    } else if (text.contains("T")) {
      return LocalDateTime.parse(text);
    } else if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return LocalDate.parse(text);
    } else if (text.contains(":")) {
      return LocalTime.parse(text);
    }
    return text.contains(".") ? (Object) new BigDecimal(text) : Long.valueOf(text);
  }

  /** What a file may say, the page explains: the parser names all that it knows. */
  @Test
  void namesEveryOperationAndRule() throws IOException {
    String page = Files.readString(PAGE);
    for (String part : List.of("normalize", "validate")) {
      for (String name : known(part)) {
        assertThat(page).as(part + " " + name).containsAnyOf("`" + name + "`", "**" + name + "**");
      }
    }
    assertThat(lines()).hasSizeGreaterThan(60);
  }

  /** An unknown name is answered with all known ones. */
  private static TreeSet<String> known(String part) {
    try {
      parse("    " + part + ": {zzzzzzzzzzzz: f}");
    } catch (RuntimeException e) {
      String all = e.getMessage().substring(e.getMessage().indexOf("known: ") + 7);
      return Stream.of(all.split(", ")).collect(Collectors.toCollection(TreeSet::new));
    }
    throw new AssertionError("an unknown name was taken");
  }

  @Test
  void theFilesOfThePageAreTaken() throws IOException {
    String[] blocks = Files.readString(PAGE).split("```yaml\n");
    assertThat(blocks).hasSize(3);
    for (int i = 1; i < blocks.length; i++) {
      var sync = parse(blocks[i].substring(0, blocks[i].indexOf("```")).indent(4));
      assertThat(sync.validation().rules()).isNotEmpty();
    }
  }

  private static SyncDefinition parse(String parts) {
    String yaml =
        """
        connections: {c: {type: t}}
        syncs:
          - name: s
            source: {connection: c, key: f}
            destination: {connection: c}
        """
            + parts
            + "\n";
    return SyncProject.parse(yaml, "page", Map.of()).sync("s");
  }
}
