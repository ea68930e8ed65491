package dev.syncline.api.source;

import dev.syncline.api.record.Cursor;
import java.time.Duration;
import java.util.Optional;

/**
 * The ability of an {@link Extractor} to subtract time from a cursor. Where it is missing, as with
 * opaque row versions, the engine keeps a history of cursors and starts at an older one.
 */
public interface RewindsCursor {

  /** The cursor {@code by} earlier; empty if this cursor holds no time. */
  Optional<Cursor> rewind(Cursor cursor, Duration by);
}
