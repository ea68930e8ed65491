package dev.syncline.examples.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.Ledger;
import dev.syncline.api.run.RunReport;

/** A report as one line of JSON, for programs. */
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  static String of(RunReport report) {
    Ledger books = report.ledger();
    ObjectNode line = JSON.createObjectNode();
    line.put("sync", report.sync());
    line.put("status", report.status().name());
    line.put("fetched", books.fetched());
    line.put("carried", books.carried());
    line.put("absent", books.absent());
    line.put("inserted", books.inserted());
    line.put("updated", books.updated());
    line.put("unchanged", books.unchanged());
    line.put("deleted", books.deleted());
    line.put("filtered", books.filtered());
    line.put("superseded", books.superseded());
    line.put("rejected", books.rejected());
    line.put("pending", books.pending());
    line.put("deferred", books.deferred());
    report.pause().ifPresent(pause -> line.put("paused", pause.reason()));
    line.put("durationMillis", report.duration().toMillis());
    return line.toString();
  }
}
