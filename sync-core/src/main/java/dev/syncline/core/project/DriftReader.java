package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.SchemaDrift;
import java.util.Locale;

/** Reads {@code schemaDrift} and {@code onLossyWrite}. */
final class DriftReader {
  private final ComponentConfig sync;

  DriftReader(ComponentConfig sync) {
    this.sync = sync;
  }

  /** One answer to everything, or a section with one for each kind. */
  SchemaDrift schemaDrift() {
    if (!(sync.values().get("schemaDrift") instanceof ComponentConfig section)) {
      return SchemaDrift.always(sync.oneOf("schemaDrift", Answer.class, Answer.EVOLVE));
    }
    var drift = SchemaDrift.standard();
    for (Kind kind : Kind.values()) {
      drift = drift.on(kind, section.oneOf(word(kind), Answer.class, drift.answer(kind)));
    }
    return drift;
  }

  OnLossyWrite onLossyWrite() {
    return sync.oneOf("onLossyWrite", OnLossyWrite.class, OnLossyWrite.REJECT);
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
