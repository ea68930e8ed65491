package dev.syncline.testkit.simulation;

import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small world for {@link CrashPoints}: a source, a destination and a state store that outlive the
 * engines which are killed on them. Every crash gets a fresh one, and all of them start alike.
 *
 * <p>Everything happens in one thread. What an engine had open when it was killed is closed, as the
 * operating system would do it, but for loaders: a killed loader must not get the chance to write
 * what it held back.
 */
public interface CrashScenario extends AutoCloseable {

  /** The source, made in this process: {@link SourceSpec#local()} must be there. */
  SourceSpec source();

  /** The destination, made in this process: {@link DestinationSpec#local()} must be there. */
  DestinationSpec destination();

  /** The sync from {@link #source} to {@link #destination}, which come under observation. */
  SyncDefinition define(Source source, Destination destination);

  /** The state store. */
  StateStores stateStore();

  /**
   * Changes the source after a first run, to which nothing happens: the run that is killed should
   * have something to insert, to update and to delete.
   */
  void makeWork();

  /** What the destination must hold by what the source holds now; in any order. */
  List<Map<String, @Nullable Object>> expected();

  /** What the destination holds, read directly; in any order. */
  List<Map<String, @Nullable Object>> actual();

  /** Takes the world away. */
  @Override
  default void close() {}
}
