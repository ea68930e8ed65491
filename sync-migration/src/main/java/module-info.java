/** Reads the mapping files and the state of the earlier MySQL to SmartSuite system. */
module dev.syncline.migration {
  requires transitive dev.syncline.api;
  requires transitive dev.syncline.core;
  requires com.fasterxml.jackson.core;
  requires java.sql;
  requires static transitive org.jspecify;
  requires org.yaml.snakeyaml;

  exports dev.syncline.migration;

  provides dev.syncline.api.transform.TransformerProvider with
      dev.syncline.migration.transform.PhoneNumbersProvider,
      dev.syncline.migration.transform.SeveralValuesProvider;
}
