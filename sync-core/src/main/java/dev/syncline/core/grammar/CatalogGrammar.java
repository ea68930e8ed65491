package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.DeltaStrategy;

/** What may stand in one catalog. */
final class CatalogGrammar {
  private static final Shape SOURCE =
      new Shape.Component(
          Connectors.CATALOG,
          Options.of(
              of("connection", Shape.TEXT, "the connection that is asked, by its name"),
              of("type", Shape.TEXT, "the type of the connection", "in which form it answers")));

  private static final Options DELTA =
      Options.of(
          of(
              "strategy",
              Words.shape(DeltaStrategy.class),
              "what each entity says",
              "how runs find out what changed"),
          of("overlap", Shape.DURATION, "1m", "how far behind the cursor a run begins"),
          of("reconcileEvery", Shape.DURATION, "how often everything is compared"));

  /** The names of a catalog. */
  static final Options CATALOG =
      Options.of(
          required("name", Shape.TEXT, "the catalog's name: letters, digits, '.', '_' and '-'"),
          required("source", SOURCE, "what is asked for its entities"),
          required(
              "destination",
              SyncGrammar.DESTINATION,
              "where the records of all entities go; {entity}, {key} and {cursor} stand for theirs"),
          required("remember", Shape.TEXT, "the file in which the entities are remembered"),
          of(
              "names",
              Shape.TEXT,
              "{catalog}.{entity}",
              "how the syncs are called, with {entity} in it"),
          of("entities", Shape.TEXTS, "all", "the entities that are synced; * stands for any text"),
          of("except", Shape.TEXTS, "entities that are not synced; * stands for any text"),
          of(
              "keys",
              Shape.table("entity", Shape.TEXTS),
              "the keys of entities whose system knows none, or another"),
          of(
              "parents",
              Shape.words("wait", "first"),
              "wait",
              "whether records wait for their parents, or parents only come first"),
          of("delta", Shape.section(DELTA), "how runs find out what changed"),
          of(
              "deletes",
              Shape.either(Words.shape(Deletes.Mode.class), Shape.section(SyncGrammar.DELETES)),
              "none",
              "whether records that are gone are deleted"),
          of(
              "schemaDrift",
              Shape.either(
                  Words.shape(SchemaChange.Answer.class), Shape.section(SyncGrammar.drift())),
              "what is done when the fields of an entity have changed: evolve or freeze"));

  private CatalogGrammar() {}
}
