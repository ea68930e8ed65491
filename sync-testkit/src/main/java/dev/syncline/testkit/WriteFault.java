package dev.syncline.testkit;

/** How much of a batch is applied when a {@link RecordingLoader} throws out of a write. */
public enum WriteFault {
  /** Nothing: the request never arrived. */
  BEFORE_APPLYING,
  /** The first half of the batch: the destination broke in the middle. */
  HALF_APPLIED,
  /** All of it: only the answer was lost. */
  AFTER_APPLYING;

  /** How many changes of a batch the destination reaches before it fails. */
  int reached(int size) {
    return switch (this) {
      case BEFORE_APPLYING -> 0;
      case HALF_APPLIED -> size / 2;
      case AFTER_APPLYING -> size;
    };
  }
}
