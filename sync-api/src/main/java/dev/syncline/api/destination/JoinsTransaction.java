package dev.syncline.api.destination;

import dev.syncline.api.state.UnitOfWork;
import java.util.List;

/**
 * The ability of a {@link Loader} to write in the state store's own transaction, so that data and
 * state commit as one.
 */
public interface JoinsTransaction {

  /**
   * Whether this loader's destination is the database of this unit of work; proved by writing and
   * reading a mark, not by comparing addresses.
   */
  boolean joins(UnitOfWork unit);

  /**
   * Writes a batch in the unit's transaction; the unit commits, not the loader. What is wrong with
   * one change is its result, and what may pass is {@link WriteResult.Retry} if nothing of it is in
   * the transaction; any exception takes back everything since the last checkpoint and ends the
   * run.
   */
  List<WriteResult> write(ChangeBatch batch, UnitOfWork unit);
}
