package dev.syncline.testkit.simulation;

import dev.syncline.api.Stage;

/** What keeps a row from being written, and where it is found out. */
enum Dirt {
  NOT_A_NUMBER(Stage.NORMALIZE),
  NAME_MISSING(Stage.VALIDATE),
  UNKNOWN_KIND(Stage.MAP),
  FILTERED(Stage.MAP),
  REFUSED_BY_DESTINATION(Stage.INGEST);

  private final Stage stage;

  Dirt(Stage stage) {
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }
}
