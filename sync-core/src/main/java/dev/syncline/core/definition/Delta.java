package dev.syncline.core.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a run finds out what changed.
 *
 * @param strategy what is read and compared
 * @param overlap how far behind the cursor an incremental run starts, so that late commits are seen
 * @param reconcileEvery after how long an incremental run is replaced by a full one
 * @param algorithm how contents are hashed; another one than before sends nothing, what is
 *     unchanged only gets its new hash
 * @param unknownHashes what to do where a stored hash cannot be compared with
 * @param onMappingChange what a run does when the mapping is another one than that of the last run
 * @param volatileFields mapped fields that are outside the data hash: another value of theirs alone
 *     is no change, and is written with the next one
 * @param fullScanFallback whether a run reads everything, once, where the source no longer takes
 *     the cursor; else it fails
 */
public record Delta(
    DeltaStrategy strategy,
    Duration overlap,
    Optional<Duration> reconcileEvery,
    HashAlgorithm algorithm,
    UnknownHashes unknownHashes,
    OnMappingChange onMappingChange,
    Set<String> volatileFields,
    boolean fullScanFallback) {
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /** Refuses negative times. */
  public Delta {
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(unknownHashes, "unknownHashes");
    Objects.requireNonNull(onMappingChange, "onMappingChange");
    volatileFields = Collections.unmodifiableSet(new TreeSet<>(volatileFields));
    volatileFields.forEach(field -> Refusal.name("delta.volatile", field));
    if (overlap.isNegative()) {
      throw Refusal.at("delta.overlap", "'overlap' must not be negative, not " + overlap);
    }
    reconcileEvery.ifPresent(every -> Bounds.positive("delta.reconcileEvery", every));
  }

  /** Compares values; see {@link DeltaStrategy#FULL}. */
  public static Delta full() {
    return of(DeltaStrategy.FULL);
  }

  /** Compares hashes. */
  public static Delta hash() {
    return of(DeltaStrategy.HASH);
  }

  /** Reads by row version. */
  public static Delta rowversion() {
    return of(DeltaStrategy.ROWVERSION);
  }

  /** Reads by timestamp. */
  public static Delta timestamp() {
    return of(DeltaStrategy.TIMESTAMP);
  }

  /** A strategy with an overlap of one minute and without reconciling. */
  public static Delta of(DeltaStrategy strategy) {
    return new Delta(
        strategy,
        OVERLAP,
        Optional.empty(),
        HashAlgorithm.XXH128,
        UnknownHashes.REFUSE,
        OnMappingChange.APPLY,
        Set.of(),
        true);
  }

  /** With another overlap. */
  public Delta overlap(Duration duration) {
    return new Delta(
        strategy,
        duration,
        reconcileEvery,
        algorithm,
        unknownHashes,
        onMappingChange,
        volatileFields,
        fullScanFallback);
  }

  /** With a full run every so often. */
  public Delta reconcileEvery(Duration interval) {
    return new Delta(
        strategy,
        overlap,
        Optional.of(interval),
        algorithm,
        unknownHashes,
        onMappingChange,
        volatileFields,
        fullScanFallback);
  }

  /** With another algorithm for data hashes. */
  public Delta hashedWith(HashAlgorithm other) {
    return new Delta(
        strategy,
        overlap,
        reconcileEvery,
        other,
        unknownHashes,
        onMappingChange,
        volatileFields,
        fullScanFallback);
  }

  /** With another way to deal with stored hashes that cannot be compared with. */
  public Delta unknownHashes(UnknownHashes policy) {
    return new Delta(
        strategy,
        overlap,
        reconcileEvery,
        algorithm,
        policy,
        onMappingChange,
        volatileFields,
        fullScanFallback);
  }

  /** With another way to deal with a mapping that is another one than that of the last run. */
  public Delta onMappingChange(OnMappingChange policy) {
    return new Delta(
        strategy,
        overlap,
        reconcileEvery,
        algorithm,
        unknownHashes,
        policy,
        volatileFields,
        fullScanFallback);
  }

  /** With other fields outside the data hash, such as one that holds the time of the run. */
  public Delta volatileFields(String... mappedFields) {
    return new Delta(
        strategy,
        overlap,
        reconcileEvery,
        algorithm,
        unknownHashes,
        onMappingChange,
        Set.of(mappedFields),
        fullScanFallback);
  }

  /** Whether a cursor that the source refuses leads to a full scan, or to a failed run. */
  public Delta fullScanFallback(boolean fallBack) {
    return new Delta(
        strategy,
        overlap,
        reconcileEvery,
        algorithm,
        unknownHashes,
        onMappingChange,
        volatileFields,
        fallBack);
  }
}
