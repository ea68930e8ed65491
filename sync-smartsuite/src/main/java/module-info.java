/** SmartSuite tables as sources and destinations of Syncline. */
module dev.syncline.smartsuite {
  requires transitive dev.syncline.api;
  requires dev.syncline.http;
  requires java.net.http;
  requires static transitive org.jspecify;

  exports dev.syncline.smartsuite;

  provides dev.syncline.api.catalog.CatalogProvider with
      dev.syncline.smartsuite.provider.SmartSuiteCatalogProvider;
  provides dev.syncline.api.config.ConnectionProvider with
      dev.syncline.smartsuite.provider.SmartSuiteConnectionProvider;
  provides dev.syncline.api.source.ExtractorProvider with
      dev.syncline.smartsuite.provider.SmartSuiteExtractorProvider;
  provides dev.syncline.api.destination.LoaderProvider with
      dev.syncline.smartsuite.provider.SmartSuiteLoaderProvider;
}
