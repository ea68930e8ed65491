package dev.syncline.testkit.fault;

/** A call that can go wrong. */
public enum FaultPoint {
  /** {@code Loader.prepare}. */
  PREPARE,
  /** {@code Loader.write}, also in the state store's transaction. */
  WRITE,
  /** {@code LooksUp.lookup}. */
  LOOK_UP,
  /** {@code HoldsRecords.holds}. */
  HOLDS,
  /** {@code Extractor.open}. */
  OPEN,
  /** {@code Extraction.next}: the next page. */
  NEXT,
  /** {@code ReadsByKey.read}. */
  READ_BY_KEY,
  /** {@code Extraction.acknowledge}. */
  ACKNOWLEDGE,
  /** {@code StateStore.acquire}. */
  ACQUIRE,
  /** {@code StateStore.release}. */
  RELEASE,
  /** {@code StateSession.load}. */
  LOAD,
  /** {@code StateSession.find}. */
  FIND,
  /** The next chunk of {@code StateSession.scan}. */
  SCAN,
  /** {@code StateSession.parents}. */
  PARENTS,
  /** {@code StateSession.journal}. */
  JOURNAL,
  /** {@code StateSession.commit} and {@code UnitOfWork.commit}. */
  COMMIT,
  /** {@code StateSession.renew}. */
  RENEW
}
