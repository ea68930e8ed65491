package dev.syncline.examples.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.reliability.Claims.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/reliability.md is made from names tests that exist. */
class ClaimsTest {
  private static final List<String> SOURCES = sources();

  static Stream<TestName> names() {
    return Stream.of(Claims.GUARANTEES, Claims.PARTS, Claims.PAINS)
        .flatMap(List::stream)
        .map(Claim::tests)
        .flatMap(List::stream)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTestExists(TestName name) {
    boolean contract = name.type().startsWith("*");
    assertThat(SOURCES)
        .anyMatch(
            source ->
                (contract || source.contains("class " + name.type() + " "))
                    && (name.method().isEmpty() || source.contains("void " + name.method() + "(")));
  }

  private static List<String> sources() {
    try (var files = Files.walk(Path.of("..").toRealPath())) {
      return files
          .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*(Tests?|IT)\\.java"))
          .map(ClaimsTest::read)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
