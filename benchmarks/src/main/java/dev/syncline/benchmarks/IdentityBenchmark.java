package dev.syncline.benchmarks;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.identity.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Canonical form and hash of one record of twelve fields. Run with {@code -prof gc} to see the
 * bytes that a record costs beyond its values.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdentityBenchmark {
  private final Identity identity = new Identity();
  private final Schema schema =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("email", LogicalType.STRING),
          Field.of("street", LogicalType.STRING),
          Field.of("city", LogicalType.STRING),
          Field.of("country", LogicalType.STRING),
          Field.of("active", LogicalType.BOOLEAN),
          Field.of("balance", LogicalType.DECIMAL),
          Field.of("score", LogicalType.FLOAT),
          Field.of("born", LogicalType.DATE),
          Field.of("changed", LogicalType.TIMESTAMP),
          Field.of("note", LogicalType.STRING));
  private final Identity.Shape shape = Identity.Shape.of(schema);
  private final Object[] values = {
    123_456_789L,
    "Ada Lovelace",
    "ada.lovelace@example.org",
    "12 St James's Square",
    "London",
    "GB",
    true,
    new BigDecimal("1234567.89"),
    0.75,
    LocalDate.of(1815, 12, 10),
    Instant.parse("2026-03-01T12:34:56.789Z"),
    "A note of some length, as people write them into customer records every day."
  };
  private final List<Object> key = List.of(123_456_789L);

  /** The data hash of a record. */
  @Benchmark
  public DataHash dataHash() {
    return identity.data(HashAlgorithm.XXH128, shape, values);
  }

  /** The same with SHA-256. */
  @Benchmark
  public DataHash dataHashSha256() {
    return identity.data(HashAlgorithm.SHA_256, shape, values);
  }

  /** The same with BLAKE3. */
  @Benchmark
  public DataHash dataHashBlake3() {
    return identity.data(HashAlgorithm.BLAKE3, shape, values);
  }

  /** The hash of a business key. */
  @Benchmark
  public KeyHash keyHash() {
    return identity.key(key);
  }
}
