package dev.syncline.core.definition;

/**
 * What to do with a record whose hash was made in a way that this version of Syncline cannot
 * repeat, so that nobody can tell whether the record has changed.
 */
public enum UnknownHashes {
  /** The run fails and writes nothing. */
  REFUSE,
  /** Every such record is sent once more. */
  RESEND,
  /** The destination is taken to be right: the new hash is stored and nothing is sent. */
  ADOPT
}
