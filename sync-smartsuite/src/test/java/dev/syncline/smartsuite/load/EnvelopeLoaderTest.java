package dev.syncline.smartsuite.load;

import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.Variant;

/** Bulk updates are answered in an envelope, and new records apply in part. */
class EnvelopeLoaderTest extends SmartSuiteLoaderContract {

  @Override
  SimulatorBuilder behaviour(SimulatorBuilder builder) {
    return builder.with(
        Variant.BULK_UPDATE_ENVELOPE, Variant.PARTIAL_FAILURES, Variant.SHOWS_EMPTY_VALUES);
  }
}
