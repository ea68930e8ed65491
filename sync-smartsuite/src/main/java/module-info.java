/** SmartSuite tables as sources and destinations of Syncline. */
module dev.syncline.smartsuite {
  requires transitive dev.syncline.api;
  requires dev.syncline.http;
  requires static transitive org.jspecify;

  exports dev.syncline.smartsuite;
}
