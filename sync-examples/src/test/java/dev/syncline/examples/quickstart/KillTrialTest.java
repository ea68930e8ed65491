package dev.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof that anyone can run, with fewer kills; and that it would tell. */
class KillTrialTest {
  @TempDir private Path folder;

  @Test
  void findsNothingLostAndNothingDoubled() throws Exception {
    QuickstartProcess trial = QuickstartProcess.start(folder, "-Dquickstart.kill=3");

    assertThat(trial.exitStatus()).as("%s%s", trial.out(), trial.err()).isZero();
    List<String> lines = trial.out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).isEqualTo("3 kills, 0 lost, 0 doubled");
    assertThat(lines.get(lines.size() - 2)).matches("killed \\d times before .* countries, .*");
    var databases = new Databases(folder.resolve("killed"));
    assertThat(databases.destinationCountries()).isEqualTo(databases.sourceCountries());
    assertThat(databases.destinationRegions())
        .hasSizeGreaterThan(4200)
        .isEqualTo(databases.sourceRegions());
  }

  @Test
  void tellsProgramsInJson() throws Exception {
    QuickstartProcess trial =
        QuickstartProcess.start(folder, "-Dquickstart.kill=1", "-Dsync.report=json");

    assertThat(trial.exitStatus()).as("%s%s", trial.out(), trial.err()).isZero();
    assertThat(new ObjectMapper().readValue(trial.out(), Map.class))
        .isEqualTo(Map.of("kills", 1, "lost", 0, "doubled", 0, "leftOver", 0));
    assertThat(trial.err()).contains("kill 1 after ");
  }

  @Test
  void refusesANumberOfKillsThatIsNone() throws Exception {
    QuickstartProcess trial = QuickstartProcess.start(folder, "-Dquickstart.kill=many");

    assertThat(trial.exitStatus()).isEqualTo(1);
    assertThat(trial.err().lines())
        .containsExactly(
            "quickstart: quickstart.kill must be a number from 1 to 10000, not 'many'");
  }

  @Test
  void wouldSeeWhatIsWrong() {
    Map<String, List<String>> wanted =
        Map.of("a", List.of("A"), "b", List.of("B"), "c", List.of("C"), "d", List.of("D"));
    Map<String, List<String>> there =
        Map.of("a", List.of("A", "A"), "b", List.of("old"), "d", List.of("D"), "e", List.of("E"));

    assertThat(Comparison.of(wanted, there)).isEqualTo(new Comparison(2, 1, 1));
    assertThat(Comparison.of(wanted, wanted).clean()).isTrue();
  }
}
