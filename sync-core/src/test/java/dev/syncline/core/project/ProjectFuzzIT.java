package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syncline.api.error.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Whatever a file holds, the answer is a project that the schema takes, too, or a configuration
 * error with a place; in bounded time, and without what the environment holds.
 */
class ProjectFuzzIT {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final String SECRET = "qX7-hush-4711";
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ProjectSchema.json());

  @DictionaryEntries({
    "connections:",
    "stateStore:",
    "syncs:",
    "profiles:",
    "live:",
    "type:",
    "name:",
    "source:",
    "destination:",
    "connection:",
    "key:",
    "normalize:",
    "validate:",
    "map:",
    "constants:",
    "transform:",
    "parents:",
    "delta:",
    "deletes:",
    "errorBudget:",
    "settings:",
    "limits:",
    "to:",
    "values:",
    "otherwise:",
    "field:",
    "decimal:",
    "date:",
    "timestamp:",
    "range:",
    "matches:",
    "pattern:",
    "oneOf:",
    "length:",
    "compare:",
    "custom:",
    "zone:",
    "batchBytes:",
    "${SECRET}",
    "${NONE:-x}",
    "$${",
    "\\\"",
    "{",
    "}",
    "[",
    "]",
    ": ",
    ", ",
    "- ",
    "|\\x0a",
    ">-\\x0a",
    "&a",
    "*a",
    "!!str",
    "---",
    "\\x09",
    "\\x00",
    "\\xe2\\x80\\xa8",
    "\\xef\\xbb\\xbf",
    "%y",
    "1e999",
    "-0",
    "~"
  })
  @FuzzTest(maxDuration = "30s")
  void loads(byte[] data) {
    String yaml = new String(data, StandardCharsets.UTF_8);
    long start = cpuTime();
    try {
      if (yaml.endsWith("#live")) {
        SyncProject.parse(yaml, "f.yml", "live", Map.of("SECRET", SECRET));
      } else {
        SyncProject.parse(yaml, "f.yml", Map.of("SECRET", SECRET));
      }
      assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).startsWith("f.yml:");
      // Jazzer sees what texts are compared with, and writes it out.
      assertThat(!yaml.contains(SECRET) && e.getMessage().contains(SECRET)).isFalse();
      var place = e.location().orElseThrow();
      assertThat(place.line()).isPositive();
      assertThat(place.column()).isPositive();
    }
    assertThat(Duration.ofNanos(cpuTime() - start)).isLessThan(BOUND);
  }

  /** Of this thread: how busy the machine is does not count. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
