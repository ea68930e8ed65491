package dev.syncline.http.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.record.RecordBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ability of loaders whose definition says where the API lists what it holds. */
interface ReadsList extends ReadsBack {

  /** What reads it; there after {@code prepare}. */
  ReadingBack readingBack();

  @Override
  default List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    return readingBack().readForm(written);
  }

  /** An API has one name for a record. */
  @Override
  default List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    return refs;
  }

  @Override
  default HeldRows read() {
    return readingBack().read();
  }

  @Override
  default List<HeldRow> read(List<DestinationRef> refs) {
    return readingBack().read(refs);
  }

  @Override
  default Optional<KeyRanges> ranges() {
    return Optional.empty();
  }

  @Override
  default String howCompared() {
    return "every record was read: the API makes no digests of its records";
  }
}
