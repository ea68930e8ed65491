package dev.syncline.testkit.fault;

import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real extractor whose calls go wrong as {@link Faults} say. It has every ability that the real
 * one has, and promises the same: a reading whose pages drift or whose clock is skewed breaks that
 * promise, as some sources do.
 *
 * <p><b>Threading.</b> As the real one.
 */
public final class FaultyExtractor {

  private final FaultyCalls calls;
  private final Extractor real;

  private FaultyExtractor(FaultyCalls calls, Extractor real) {
    this.calls = calls;
    this.real = real;
  }

  /**
   * A faulty extractor.
   *
   * @param real the extractor that does the work; closing the faulty one closes it
   * @param faults what goes wrong
   * @param clock what a slow call moves on
   */
  public static Extractor around(Extractor real, Faults faults, TestClock clock) {
    var faulty = new FaultyExtractor(new FaultyCalls(faults, clock), real);
    return FaultyCalls.standIn(Extractor.class, real, faulty::answer);
  }

  /**
   * The source of a definition, with a faulty extractor in every run.
   *
   * @throws IllegalArgumentException if its extractor is made by a provider, and not here
   */
  public static Source source(Source real, Faults faults, TestClock clock) {
    var spec = real.toSpec();
    var extractors =
        spec.local()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the extractor of '" + spec.type() + "' is not here"));
    return new SourceSpec(
        spec.type(), spec.config(), Optional.of(() -> around(extractors.get(), faults, clock)));
  }

  private @Nullable Object answer(FaultyCalls.Call call) {
    return switch (call.name()) {
      case "open" -> open(call);
      case "read" -> calls.whole(FaultPoint.READ_BY_KEY, call);
      default -> call.proceed();
    };
  }

  private Extraction open(FaultyCalls.Call call) {
    Fault fault = calls.faults().next(FaultPoint.OPEN).orElse(null);
    if (fault instanceof Fault.Skew skew) {
      return reading(call.proceed(), skew.ahead());
    }
    return reading(fault == null ? call.proceed() : calls.whole(fault, call), Duration.ZERO);
  }

  private Extraction reading(@Nullable Object opened, Duration ahead) {
    Optional<RewindsCursor> clock =
        !ahead.isZero() && real instanceof RewindsCursor rewinds
            ? Optional.of(rewinds)
            : Optional.empty();
    if (!ahead.isZero() && clock.isEmpty()) {
      throw new IllegalStateException("the cursors of " + real + " do not go by a clock");
    }
    var extraction = (Extraction) Objects.requireNonNull(opened, "the reading");
    return new FaultyExtraction(extraction, calls, clock, ahead);
  }
}
