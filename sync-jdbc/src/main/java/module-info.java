/** The JDBC connector of Syncline: sources, destinations and state stores on SQL databases. */
module dev.syncline.jdbc {
  requires transitive dev.syncline.api;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires org.slf4j;
  requires static org.postgresql.jdbc;
  requires static transitive org.jspecify;

  exports dev.syncline.jdbc;

  provides dev.syncline.api.catalog.CatalogProvider with
      dev.syncline.jdbc.provider.JdbcCatalogProvider;
  provides dev.syncline.api.config.ConnectionProvider with
      dev.syncline.jdbc.provider.JdbcConnectionProvider;
  provides dev.syncline.api.source.ExtractorProvider with
      dev.syncline.jdbc.provider.JdbcExtractorProvider;
  provides dev.syncline.api.destination.LoaderProvider with
      dev.syncline.jdbc.provider.JdbcLoaderProvider;
  provides dev.syncline.api.state.StateStoreProvider with
      dev.syncline.jdbc.provider.SqliteStateStoreProvider,
      dev.syncline.jdbc.provider.JdbcStateStoreProvider;
}
