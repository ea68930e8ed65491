/** The HTTP connector of Syncline: REST APIs as sources and destinations. */
module dev.syncline.http {
  requires transitive dev.syncline.api;
  requires java.net.http;
  requires com.fasterxml.jackson.core;
  requires static com.fasterxml.jackson.dataformat.yaml; // only for documents in YAML
  requires static transitive org.jspecify;

  exports dev.syncline.http;

  // For connectors of ours that speak to one certain API.
  exports dev.syncline.http.client to
      dev.syncline.smartsuite;
  exports dev.syncline.http.extract to
      dev.syncline.smartsuite;
  exports dev.syncline.http.json to
      dev.syncline.smartsuite;
  exports dev.syncline.http.limit to
      dev.syncline.smartsuite;
  exports dev.syncline.http.load to
      dev.syncline.smartsuite;
  exports dev.syncline.http.wire to
      dev.syncline.smartsuite;

  uses dev.syncline.http.SecretProvider;

  provides dev.syncline.api.catalog.CatalogProvider with
      dev.syncline.http.provider.ApiSmithCatalogProvider,
      dev.syncline.http.provider.OpenApiCatalogProvider;
  provides dev.syncline.api.config.ConnectionProvider with
      dev.syncline.http.provider.HttpConnectionProvider;
  provides dev.syncline.api.source.ExtractorProvider with
      dev.syncline.http.provider.HttpExtractorProvider;
  provides dev.syncline.api.destination.LoaderProvider with
      dev.syncline.http.provider.HttpLoaderProvider;
}
