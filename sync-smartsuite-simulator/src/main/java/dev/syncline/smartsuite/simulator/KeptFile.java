package dev.syncline.smartsuite.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of a simulator that outlive it, in a JSON file. */
final class KeptFile {
  private KeptFile() {}

  /** Tables that the simulator does not have any more are left out. */
  static void read(Path file, Workspace workspace, Traffic traffic) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      Map<String, @Nullable Object> json = Json.object(Json.read(Files.readString(file)));
      Map<String, @Nullable Object> tables = Json.object(json.get("tables"));
      for (Rows rows : workspace.all()) {
        if (tables.containsKey(rows.table().id())) {
          rows.restoreFrom(Json.object(tables.get(rows.table().id())));
        }
      }
      traffic.inMonth(
          YearMonth.parse(String.valueOf(json.get("month"))),
          Filter.decimal(json.get("requests")).longValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, Workspace workspace, Traffic traffic) {
    var tables = new LinkedHashMap<String, @Nullable Object>();
    workspace.all().forEach(rows -> tables.put(rows.table().id(), rows.json()));
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("month", traffic.month().toString());
    json.put("requests", traffic.inMonth());
    json.put("tables", tables);
    try {
      Files.writeString(file, Json.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
