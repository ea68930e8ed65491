package dev.syncline.examples.verify;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Looks whether the destination still is what was written. */
public final class Inspection {
  private final SyncEngine engine;
  private final SyncDefinition customers;
  private final Consumer<String> screen;

  /** Shows what it finds on a screen. */
  public Inspection(SyncEngine engine, SyncDefinition customers, Consumer<String> screen) {
    this.engine = engine;
    this.customers = customers;
    this.screen = screen;
  }

  /** Compares, shows what it finds, and puts it right; says whether all is right in the end. */
  public boolean inspect() {
    try (Verification found = engine.verify(customers)) {
      screen.accept(found.toString()); // nothing is written so far
      if (found.counts().total() == 0) {
        return found.clean();
      }
      Repair repair = engine.repair(customers, found); // what was found, and nothing else
      screen.accept(repair.toString());
      return repair.whole();
    }
  }

  /** How many rows are doubled; the lines of JSON stay in the file, for other programs. */
  public long doubled(Path file) {
    try (Verification found = engine.verify(customers, file)) {
      found.forEach(drift -> screen.accept(drift.kind() + " " + drift.key()));
      return found.counts().of(DriftKind.DOUBLED);
    }
  }
}
