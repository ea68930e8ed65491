/**
 * What proves that a connector keeps the contract of {@code dev.syncline.api}: abstract JUnit tests
 * to be extended, and sources and destinations in memory whose failures can be scripted.
 */
module dev.syncline.testkit {
  requires transitive dev.syncline.api;
  requires transitive dev.syncline.core;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;

  exports dev.syncline.testkit;
  exports dev.syncline.testkit.fault;
  exports dev.syncline.testkit.simulation;
  exports dev.syncline.testkit.sync;

  // JUnit calls the contracts' package-private test methods.
  opens dev.syncline.testkit to
      org.junit.platform.commons;
}
