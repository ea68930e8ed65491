package dev.syncline.smartsuite.load;

import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.Variant;

/** Bulk updates are answered as items, and much else is strange. */
class ItemsLoaderTest extends SmartSuiteLoaderContract {

  @Override
  SimulatorBuilder behaviour(SimulatorBuilder builder) {
    return builder.with(
        Variant.BULK_UPDATE_ITEMS,
        Variant.UNKNOWN_FIELD_TYPES,
        Variant.FILTERS_IGNORE_CASE,
        Variant.RETRY_AFTER,
        Variant.REFUSES_UNKNOWN_FIELDS);
  }
}
