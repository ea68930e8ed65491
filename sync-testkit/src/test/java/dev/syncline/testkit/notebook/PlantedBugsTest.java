package dev.syncline.testkit.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.ContractRun;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts find what is wrong with a connector, and find nothing wrong with a right one. */
class PlantedBugsTest {

  static Stream<PlantedBug> bugs() {
    return Stream.concat(PlantedBug.IN_LOADERS.stream(), PlantedBug.IN_EXTRACTORS.stream());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isFound(PlantedBug bug) {
    ContractRun run = ContractRun.of(bug.contract());

    assertThat(run.failed()).containsKey(bug.finder());
    // It is a bug, not a ruin: what finds it is not that nothing works.
    assertThat(run.passed()).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(classes = {NotebookLoaderTest.class, NotebookExtractorTest.class})
  void theRightConnectorPassesAndEverySkipHasAReason(Class<?> contract) {
    ContractRun run = ContractRun.of(contract);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).isGreaterThan(35);
    assertThat(run.skipped()).isNotEmpty();
    assertThat(run.skipped().values())
        .allSatisfy(reason -> assertThat(reason).startsWith("Assumption failed: the "));
  }

  @Test
  void everyVariantIsLookedAt() {
    var variants =
        Stream.of(BuggyLoaders.class, BuggyExtractors.class)
            .flatMap(all -> Stream.of(all.getDeclaredClasses()))
            .filter(PlantedBugsTest::isAContract)
            .toList();

    assertThat(bugs().map(PlantedBug::contract)).containsExactlyInAnyOrderElementsOf(variants);
  }

  private static boolean isAContract(Class<?> type) {
    return Modifier.isFinal(type.getModifiers())
        && (NotebookLoaderTest.class.isAssignableFrom(type)
            || NotebookExtractorTest.class.isAssignableFrom(type));
  }
}
