/** SmartSuite's API in this process, with its variants and faults: for tests. */
module dev.syncline.smartsuite.simulator {
  requires com.fasterxml.jackson.core;
  requires jdk.httpserver;
  requires static transitive org.jspecify;

  exports dev.syncline.smartsuite.simulator;
}
