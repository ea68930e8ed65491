/**
 * The contract of Syncline: the words it uses, the shape of a record, and the interfaces that
 * sources, destinations, state stores, transformers and validators implement.
 *
 * <p>It depends on {@code java.base} and JSpecify only. No JSON library, no {@code java.sql} and no
 * HTTP type appears in it.
 */
module dev.syncline.api {
  requires static transitive org.jspecify;

  exports dev.syncline.api;
  exports dev.syncline.api.catalog;
  exports dev.syncline.api.config;
  exports dev.syncline.api.destination;
  exports dev.syncline.api.error;
  exports dev.syncline.api.record;
  exports dev.syncline.api.run;
  exports dev.syncline.api.source;
  exports dev.syncline.api.state;
  exports dev.syncline.api.transform;
  exports dev.syncline.api.validate;
}
