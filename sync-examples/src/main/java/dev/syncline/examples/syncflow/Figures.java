package dev.syncline.examples.syncflow;

import dev.syncline.api.run.RunReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Reports as a table for a person. */
final class Figures {
  private static final String ROW = "  %-20s %-24s %9s %9s %9s %9s %9s %9s %8s%n";

  private final PrintStream out;

  Figures(PrintStream out) {
    this.out = out;
  }

  void print(List<RunReport> reports) {
    out.printf(
        Locale.ROOT,
        ROW,
        "sync",
        "status",
        "fetched",
        "inserted",
        "updated",
        "unchanged",
        "deleted",
        "pending",
        "seconds");
    for (RunReport report : reports) {
      var books = report.ledger();
      out.printf(
          Locale.ROOT,
          ROW,
          report.sync(),
          report.status(),
          number(books.fetched()),
          number(books.inserted()),
          number(books.updated()),
          number(books.unchanged()),
          number(books.deleted()),
          number(books.pending()),
          String.format(Locale.ROOT, "%.2f", report.duration().toMillis() / 1000.0));
      report
          .failure()
          .ifPresent(f -> out.println("    failed in " + f.stage() + ": " + f.message()));
      report.notices().forEach(notice -> out.println("    note: " + notice));
    }
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
