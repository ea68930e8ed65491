package dev.syncline.core.pipeline;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lookup.LookupTables;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run is made of. The run closes the extractor and the loader and gives the lease back.
 *
 * @param definition what to do
 * @param runId the run
 * @param extractor reads the source
 * @param loader writes the destination
 * @param transformers custom work, in order
 * @param validators custom rules, in the order of the definition
 * @param lookups where mapped fields look values up
 * @param store where the state lives
 * @param lease the right to run
 * @param leaseTtl how long the lease holds unless renewed
 * @param clock the time
 * @param executor runs the reading and the transforming part; empty to do all in the calling thread
 * @param listener is told what happens
 * @param control asks the run to stop
 * @param heartbeat is called often; keeps the leases of runs that wait for this one
 * @param pacing how fast it goes
 * @param watch sees what is about to be written
 */
public record RunParts(
    SyncDefinition definition,
    String runId,
    Extractor extractor,
    Loader loader,
    List<Transformer> transformers,
    List<Validator> validators,
    LookupTables lookups,
    StateStore store,
    Lease lease,
    Duration leaseTtl,
    Clock clock,
    Optional<Executor> executor,
    SyncListener listener,
    RunControl control,
    Runnable heartbeat,
    Pacing pacing,
    ChangeWatch watch) {

  private static final Logger LOG = LoggerFactory.getLogger(RunParts.class);

  /** Copies the lists. */
  public RunParts {
    transformers = List.copyOf(transformers);
    validators = List.copyOf(validators);
  }

  /** How long a lease has to be, so that a request of this length fits in with room to spare. */
  public static Duration leaseTtl(Duration configured, Duration requestDeadline) {
    Duration needed = requestDeadline.multipliedBy(2);
    return configured.compareTo(needed) < 0 ? needed : configured;
  }

  /** Closes these and gives the lease back, whatever fails on the way. */
  void giveBack(List<AutoCloseable> resources) {
    var all = new ArrayList<>(resources);
    all.add(() -> store.release(lease));
    for (AutoCloseable resource : all) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("sync '{}': could not close cleanly: {}", definition.name(), e.toString());
      }
    }
  }
}
