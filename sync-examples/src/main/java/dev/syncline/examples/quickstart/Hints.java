package dev.syncline.examples.quickstart;

import java.util.List;

/** What to try next. */
final class Hints {
  private final QuickstartFiles files;

  Hints(QuickstartFiles files) {
    this.files = files;
  }

  List<String> lines() {
    return List.of(
        "Try next:",
        "  mvn -q -Pquickstart                          nothing changed, so nothing is written",
        "  mvn -q -Pquickstart -Dquickstart.touch=true  changes the source a little first",
        "  mvn -q -Pquickstart -Dquickstart.kill=20     kills the engine 20 times, and counts the cost",
        "  mvn -q -Pquickstart -Dsync.report=json       the same report for programs",
        "  sqlite3 " + files.destination() + " 'SELECT * FROM regions LIMIT 5'",
        "The source is " + files.source() + ", the state " + files.state() + ".",
        "The same two syncs as a file: sync-examples/src/main/resources/"
            + Hints.class.getPackageName().replace('.', '/')
            + "/quickstart.yml");
  }
}
