package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syncline.api.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema takes what the loader takes, and refuses wrong names and wrong kinds of values. */
class ProjectSchemaTest {
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern BY_SCHEMA =
      Pattern.compile("unknown (setting|rule)|must be (a |true)|cannot be '|is missing; add it");
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ProjectSchema.json());

  private static List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  /** Every text of the tests of all modules that the loader takes. */
  static List<String> goodFiles() throws IOException {
    var good = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file :
          files.filter(it -> it.toString().matches(".*/src/(test|main)/.*[.]java")).toList()) {
        var blocks = TEXT_BLOCK.matcher(Files.readString(file));
        while (blocks.find()) {
          String text = blocks.group(1).stripIndent().translateEscapes();
          if (text.contains("connections:") && taken(text)) {
            good.add(text);
          }
        }
      }
    }
    return good;
  }

  private static boolean taken(String yaml) {
    try {
      SyncProject.parse(yaml, "f", Map.of("CRM_URL", "u", "CRM_TOKEN", "t"));
      return true;
    } catch (ConfigurationException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void takesEveryFileThatTheLoaderTakes(String yaml) {
    assertThat(errors(yaml)).isEmpty();
  }

  @Test
  void thereAreSuchFiles() throws IOException {
    assertThat(goodFiles()).hasSizeGreaterThan(5);
  }

  static Stream<String> twins() {
    return Stream.of(TwinTest.rules(), TwinTest.mappings(), TwinTest.settings())
        .flatMap(it -> it)
        .map(twin -> Twins.file((String) twin.get()[1]));
  }

  /** All parts of the twins, which are all that a file can say. */
  @ParameterizedTest
  @MethodSource("twins")
  void takesWhatTheBuilderCanSay(String yaml) {
    assertThat(errors(yaml)).isEmpty();
  }

  static Stream<String> badFiles() {
    var documents = ProjectErrorsTest.documents().map(it -> it.get());
    var parts =
        ProjectErrorsTest.parts()
            .map(it -> new Object[] {ProjectErrorsTest.SYNC + "    " + it.get()[0], it.get()[1]});
    return Stream.concat(documents, parts)
        .filter(it -> BY_SCHEMA.matcher((String) it[1]).find())
        .filter(it -> !((String) it[1]).contains("not YAML"))
        .map(it -> (String) it[0]);
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refusesWrongNamesAndKinds(String yaml) {
    assertThat(errors(yaml)).isNotEmpty();
  }

  @Test
  void thereAreManyBadFiles() {
    assertThat(badFiles()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings: {batchRows: \"${ROWS}\"}",
        "settings: {batchRows: \"500\"}",
        "delta: \"${DELTA:-hash}\"",
        "deletes: {by: absence, confirmed: \"${CONFIRMED}\"}",
        "validate: {range: {a: {min: \"${MIN}\"}}}",
      })
  void takesPlaceholdersInThePlaceOfNumbersAndWords(String part) {
    assertThat(errors(ProjectErrorsTest.SYNC + "    " + part)).isEmpty();
  }
}
