package dev.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDatabaseTest {
  @TempDir private Path folder;
  private SourceDatabase source;
  private Databases databases;

  @BeforeEach
  void make() throws Exception {
    source = new SourceDatabase(folder.resolve("source.db"));
    databases = new Databases(folder);
    assertThat(source.makeIfMissing()).isTrue();
  }

  @Test
  void holdsTheDataAsItIs() throws Exception {
    assertThat(source.sizes()).containsEntry("countries", 249L).containsEntry("regions", 4387L);
    assertThat(databases.sourceRegions()).hasSize(4208).doesNotHaveDuplicates();
    assertThat(databases.regionsWithoutKey()).hasSize(179).contains("MK | Radoviš");
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished*");
  }

  @Test
  void isMadeOnlyOnce() throws Exception {
    source.touch();
    List<String> touched = databases.sourceRegions();

    assertThat(source.makeIfMissing()).isFalse();
    assertThat(databases.sourceRegions()).isEqualTo(touched);
  }

  @Test
  void everyTouchRenamesFiveDeletesOneAndAddsTwo() throws Exception {
    List<String> countries = databases.sourceCountries();
    List<String> withoutKey = databases.regionsWithoutKey();
    var saidBefore = new HashSet<String>();
    for (int touch = 1; touch <= 20; touch++) {
      List<String> before = databases.sourceRegions();

      List<String> said = source.touch();

      List<String> gone = new ArrayList<>(before);
      gone.removeAll(databases.sourceRegions());
      List<String> come = new ArrayList<>(databases.sourceRegions());
      come.removeAll(before);
      assertThat(gone).as("touch %d: %s", touch, said).hasSize(6);
      assertThat(come).as("touch %d: %s", touch, said).hasSize(7);
      assertThat(keys(come)).as("touch %d", touch).doesNotHaveDuplicates();
      assertThat(keys(come).stream().filter(keys(before)::contains)).hasSize(5);
      assertThat(said).hasSize(8).noneMatch(saidBefore::contains);
      saidBefore.addAll(said);
    }
    assertThat(databases.sourceCountries()).isEqualTo(countries);
    assertThat(databases.regionsWithoutKey()).isEqualTo(withoutKey);
  }

  private static List<String> keys(List<String> regions) {
    return regions.stream().map(row -> row.substring(0, row.lastIndexOf(" | "))).toList();
  }
}
