package dev.syncline.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.WorkNames;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.identity.Identity;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path folder;

  @Test
  void tellsWhatAThreadWasBusyWith() throws Exception {
    Path file = folder.resolve("hashing.jfr");
    try (var recording = new Recording(file)) {
      var hashing = new Thread(RecordingTest::hash);
      hashing.start();
      hashing.join();
      recording.write();
    }

    Profile profile = Recording.profile(file);

    assertThat(profile.threads())
        .singleElement()
        .satisfies(
            thread ->
                assertThat(thread.shares())
                    .filteredOn(share -> share.work().equals(WorkNames.HASHING))
                    .extracting(Share::share)
                    .singleElement()
                    .satisfies(share -> assertThat(share).isGreaterThan(0.5)));
    assertThat(profile.frames()).isNotEmpty();
    assertThat(profile.frames().get(0).work()).isEqualTo(WorkNames.HASHING);
  }

  private static void hash() {
    var identity = new Identity();
    var shape = Identity.Shape.of(Schema.of(Field.of("text", LogicalType.STRING)));
    Object[] values = {"Dost thou love life? Then do not squander time.".repeat(20)};
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      identity.data(HashAlgorithm.SHA_256, shape, values);
    }
  }
}
