package dev.syncline.examples.letters;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Optional;

/** Works through the dead letters of a sync. */
final class Repair {
  private final SyncDefinition customers;
  private final SyncEngine engine;
  private final DeadLetterBox box;

  Repair(SyncDefinition customers, SyncEngine engine) {
    this.customers = customers;
    this.engine = engine;
    this.box = engine.deadLetters("customers");
  }

  /** One line for each kind of error, however many records it met. */
  void look() {
    for (LetterGroup group : box.groups(20)) {
      System.out.println(group.letters() + " x " + group.fingerprint());
      System.out.println("    such as: " + group.sample());
    }
  }

  /** The cause is mended, at the destination or in the definition: all of one kind once more. */
  RunReport replay(LetterGroup group) {
    return box.replay(customers, LetterSelection.fingerprint(group.fingerprint()));
  }

  /** The source cannot be mended today: this record is written with an address of ours. */
  RunReport fillIn(DeadLetter letter, String email) {
    return box.editAndReplay(customers, letter, box.record(letter).with("email", email));
  }

  /** Nobody needs this record at the destination. */
  void giveUp(DeadLetter letter) {
    box.discard(LetterSelection.one(letter.id()), "a test customer of the shop team");
  }

  /** The first letters of one kind; go on behind the last of them. */
  List<DeadLetter> of(LetterGroup group) {
    return box.list(LetterSelection.fingerprint(group.fingerprint()), Optional.empty(), 100);
  }

  /** The next run, which leaves alone what was edited or discarded. */
  RunReport run() {
    return engine.run(customers);
  }
}
