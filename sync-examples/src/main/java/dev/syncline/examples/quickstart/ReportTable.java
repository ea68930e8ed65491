package dev.syncline.examples.quickstart;

import dev.syncline.api.Ledger;
import dev.syncline.api.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as a small table, for a person. */
final class ReportTable {
  private ReportTable() {}

  /** A column: always there, or only if it counts something. */
  private record Column(String name, long count, boolean always) {}

  static String of(RunReport report) {
    Ledger books = report.ledger();
    List<Column> columns =
        columns(books).stream().filter(column -> column.always || column.count != 0).toList();
    var names = new StringBuilder();
    var counts = new StringBuilder();
    for (Column column : columns) {
      String count = String.format(Locale.ROOT, "%,d", column.count);
      int width = Math.max(column.name.length(), count.length());
      names.append("  ").append(" ".repeat(width - column.name.length())).append(column.name);
      counts.append("  ").append(" ".repeat(width - count.length())).append(count);
    }
    var lines = new ArrayList<String>();
    lines.add(title(report));
    lines.add(names.toString());
    lines.add("  " + "-".repeat(names.length() - 2));
    lines.add(counts.toString());
    report.pause().ifPresent(pause -> lines.add("  paused: " + pause.reason()));
    report.withheld().ifPresent(held -> lines.add("  withheld deletes: " + held.reason()));
    report.notices().forEach(notice -> lines.add("  note: " + notice));
    return String.join(System.lineSeparator(), lines);
  }

  private static String title(RunReport report) {
    return String.format(
        Locale.ROOT,
        "%s: %s in %.2f s",
        report.sync(),
        report.status(),
        report.duration().toMillis() / 1000.0);
  }

  private static List<Column> columns(Ledger books) {
    return List.of(
        new Column("fetched", books.fetched(), true),
        new Column("carried", books.carried(), false),
        new Column("absent", books.absent(), false),
        new Column("inserted", books.inserted(), true),
        new Column("updated", books.updated(), true),
        new Column("unchanged", books.unchanged(), true),
        new Column("deleted", books.deleted(), true),
        new Column("filtered", books.filtered(), false),
        new Column("superseded", books.superseded(), false),
        new Column("rejected", books.rejected(), true),
        new Column("pending", books.pending(), true),
        new Column("deferred", books.deferred(), false));
  }
}
