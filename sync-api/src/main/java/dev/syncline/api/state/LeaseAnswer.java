package dev.syncline.api.state;

/** The answer of {@link StateStore#acquire}. */
public sealed interface LeaseAnswer {

  /** The sync may run. */
  record Granted(Lease lease) implements LeaseAnswer {}

  /** Somebody else runs it. */
  record Held(Lease current) implements LeaseAnswer {}
}
