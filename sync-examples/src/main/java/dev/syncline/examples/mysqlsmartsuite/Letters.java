package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.core.SyncEngine;
import java.io.PrintStream;
import java.util.List;

/** Shows rejected records. */
final class Letters {
  private static final int GROUPS = 20;

  private Letters() {}

  /** After a run: how many there are of which kind. */
  static void tell(List<RunReport> reports, SyncEngine engine, PrintStream out) {
    for (RunReport report : reports) {
      if (report.ledger().rejected() > 0) {
        out.println(report.sync() + ": rejected records, see the command dead-letters");
        groups(report.sync(), engine, out);
      }
    }
  }

  static void groups(String sync, SyncEngine engine, PrintStream out) {
    for (LetterGroup group : engine.deadLetters(sync).groups(GROUPS)) {
      out.printf("  %,d x %s: %s%n", group.letters(), group.stage(), group.sample());
    }
  }

  static String line(DeadLetter letter) {
    return letter.id()
        + "  key "
        + letter.key().orElse("none")
        + "  "
        + letter.stage()
        + ": "
        + letter.message()
        + "  ("
        + letter.attempts()
        + " attempts, last "
        + letter.lastSeen()
        + status(letter.status())
        + ")";
  }

  private static String status(LetterStatus status) {
    if (status instanceof LetterStatus.Discarded discarded) {
      return ", discarded: " + discarded.reason();
    }
    return status instanceof LetterStatus.Edited ? ", edited" : "";
  }
}
