package dev.syncline.api.destination;

import dev.syncline.api.Check;
import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Writes changes to a destination.
 *
 * <p><b>Lifecycle.</b>
 *
 * <ol>
 *   <li>A provider makes the loader from configuration; nothing is opened yet.
 *   <li>{@link #traits} and {@link #check} may be called at any time.
 *   <li>{@link #prepare} is called before the first write, and again when the mapped schema
 *       changes.
 *   <li>{@link #write} is called for every batch.
 *   <li>{@link #close} is called once at the end of the run.
 * </ol>
 *
 * <p><b>Threading.</b> Called by one thread at a time; not always the same one.
 *
 * <p><b>Errors.</b> What is wrong with one change is its {@link WriteResult}. Any exception out of
 * {@code write} puts the whole batch in doubt. Only the engine retries, splits and looks up.
 *
 * <p><b>Delivery.</b> A result {@link WriteResult.Written} means durable at the destination. After
 * a crash the engine may send a change again, unless {@link LoaderTraits} forbid it.
 *
 * <p><b>Abilities.</b> {@link LooksUp} finds records by business key; {@link JoinsTransaction}
 * writes in the state store's transaction; {@link ReadsBack} reads what the destination holds;
 * {@link AltersDestination} makes and changes tables.
 */
public interface Loader extends AutoCloseable {

  /** What this loader promises. */
  LoaderTraits traits();

  /**
   * Makes ready to write records of this shape.
   *
   * @return the fields as the destination stores them, where it tells; a value that does not fit is
   *     rejected before it is sent
   * @throws dev.syncline.api.error.PermanentException if the destination cannot take these records,
   *     naming the missing table or field
   */
  Optional<Schema> prepare(Target target);

  /** Writes a batch; one result per change, in order. */
  List<WriteResult> write(ChangeBatch batch, WriteContext context);

  /** Tests that the destination answers and accepts us; does not throw. */
  Check check();

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
