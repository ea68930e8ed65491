/**
 * The engine of Syncline: definitions in code and in YAML, the nine stages, the in-memory state
 * store. Start at {@code dev.syncline.core.SyncEngine}.
 */
module dev.syncline.core {
  requires transitive dev.syncline.api;
  // Without a module name of its own; see FootprintIT and ADR 0016.
  requires EvalEx;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires dev.failsafe.core;
  requires static org.jspecify;
  requires org.slf4j;
  requires zero.allocation.hashing;
  // zero-allocation-hashing needs it and, having no module name, cannot say so.
  requires jdk.unsupported;

  exports dev.syncline.core;
  exports dev.syncline.core.catalog;
  exports dev.syncline.core.definition;
  exports dev.syncline.core.memory;
  exports dev.syncline.core.plan;
  exports dev.syncline.core.project;
  exports dev.syncline.core.verify;

  uses dev.syncline.api.catalog.CatalogProvider;
  uses dev.syncline.api.config.ConnectionProvider;
  uses dev.syncline.api.destination.LoaderProvider;
  uses dev.syncline.api.source.ExtractorProvider;
  uses dev.syncline.api.state.StateStoreProvider;
  uses dev.syncline.api.transform.TransformerProvider;
  uses dev.syncline.api.validate.ValidatorProvider;

  provides dev.syncline.api.state.StateStoreProvider with
      dev.syncline.core.memory.InMemoryStateStoreProvider;
}
