package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.core.grammar.ProjectGrammar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The grammar allows what the readers read, and nothing else. */
class GrammarTest {
  private static final Path READERS =
      Path.of("src", "main", "java", "dev", "syncline", "core", "project");
  private static final Pattern READ =
      Pattern.compile(
          "(?:string|strings|bool|integer|number|duration|oneOf|has|section|sections|count|whole"
              + "|smallWhole|bytes|literal|optionalString|optionalSection|bound|zone|character"
              + "|part|word)\\(\\s*(?:section|sync|form|root|bounds|link|step|parents|words|breaker)?"
              + ",?\\s*\"(\\w+)\"");

  /** Read by the providers, or in more than one place by names that are given. */
  private static final Set<String> ELSEWHERE =
      Set.of("profiles", "limits", "new", "vanished", "narrowed", "widened", "retyped");

  private static String sources() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.list(READERS)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Reader.java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.append(Files.readString(READERS.resolve("ValueForms.java"))).toString();
  }

  private static Set<Options> sections() {
    var found = new LinkedHashSet<Options>();
    collect(Shape.section(ProjectGrammar.PROJECT), found);
    return found;
  }

  private static void collect(Shape shape, Set<Options> found) {
    if (shape instanceof Shape.Section section && found.add(section.options())) {
      section.options().all().forEach(option -> collect(option.shape(), found));
    } else if (shape instanceof Shape.Component component && found.add(component.common())) {
      component.common().all().forEach(option -> collect(option.shape(), found));
    } else if (shape instanceof Shape.Table table) {
      collect(table.value(), found);
    } else if (shape instanceof Shape.Items items) {
      collect(items.item(), found);
    } else if (shape instanceof Shape.Either either) {
      either.shapes().forEach(one -> collect(one, found));
    }
  }

  private static Set<String> names() {
    var names = new TreeSet<String>();
    sections().forEach(section -> names.addAll(section.names()));
    return names;
  }

  @Test
  void everyNameIsRead() throws IOException {
    String sources = sources();
    assertThat(names())
        .hasSizeGreaterThan(90)
        .allSatisfy(
            name ->
                assertThat(ELSEWHERE.contains(name) || sources.contains("\"" + name + "\""))
                    .as(name)
                    .isTrue());
  }

  @Test
  void everyNameThatIsReadIsAllowed() throws IOException {
    var read = new TreeSet<String>();
    var matcher = READ.matcher(sources());
    while (matcher.find()) {
      read.add(matcher.group(1));
    }
    // The provider's own: it only says which strategy is usual.
    read.remove("cursor");
    assertThat(read).hasSizeGreaterThan(60);
    assertThat(names()).containsAll(read);
  }

  @Test
  void everyNameHasAMeaningOfOneLine() {
    assertThat(sections())
        .hasSizeGreaterThan(25)
        .flatExtracting(Options::all)
        .extracting(Option::meaning)
        .allSatisfy(
            meaning -> assertThat(meaning).isNotBlank().doesNotContain("\n").doesNotEndWith("."));
  }

  @Test
  void noSectionHasANameTwice() {
    assertThat(sections())
        .allSatisfy(section -> assertThat(section.names()).doesNotHaveDuplicates());
  }
}
