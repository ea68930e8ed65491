package dev.syncline.api.destination;

import dev.syncline.api.record.RecordBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ability of a {@link Loader} to read what the destination holds, so that it can be compared
 * with the source. Nothing is written by it.
 *
 * <p><b>Read form.</b> A destination may answer another value than the one that it was given and
 * mean the same: 1.50 for 1.5, {@code AB} with spaces behind it, 1 for true. So values are compared
 * in the form in which they are read back. The loader alone knows this form: it gives the values
 * that it reads in it, and turns values that would be written into it. Two values of one field are
 * the same if and only if their read forms have the same canonical form.
 *
 * <p><b>Lifecycle.</b> Everything here is called after {@link Loader#prepare}; values are in the
 * order of the fields of that {@link Target}.
 *
 * <p><b>Threading.</b> Called by one thread at a time, as the loader is.
 */
public interface ReadsBack {

  /**
   * The read form of records that would be written.
   *
   * @param written records of the prepared schema
   * @return one answer per record, in order: its values, {@link dev.syncline.api.record.Absent}
   *     where the destination chooses the value or the record does not have the field; empty for a
   *     record that the destination would refuse
   */
  List<Optional<List<@Nullable Object>>> readForm(RecordBatch written);

  /** References as {@link #read()} names the same records, one per reference, in order. */
  List<DestinationRef> sameRefs(List<DestinationRef> refs);

  /** All records of the destination, also those that this sync did not write; streamed. */
  HeldRows read();

  /**
   * The records of some references, as they are now; those that are not there are left out.
   *
   * @param refs at most a few hundred
   */
  List<HeldRow> read(List<DestinationRef> refs);

  /** Digests that the destination itself makes; empty if every record has to be read. */
  Optional<KeyRanges> ranges();

  /** How records are compared, and why so, in one sentence for people. */
  String howCompared();
}
