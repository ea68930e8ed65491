package dev.syncline.core.lookup;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV as RFC 4180 has it: commas, double quotes, quotes doubled within them. */
final class CsvText {
  private static final int END = -1;

  private final Reader in;
  private int next;
  private int line = 1;

  CsvText(Reader in) throws IOException {
    this.in = in;
    this.next = in.read();
    if (next == '\uFEFF') {
      next = in.read();
    }
  }

  /** The line that {@link #record} begins in. */
  int line() {
    return line;
  }

  /** The next record; null at the end. An empty field without quotes is null. */
  @Nullable List<@Nullable String> record() throws IOException {
    if (next == END) {
      return null;
    }
    var fields = new ArrayList<@Nullable String>();
    fields.add(field());
    while (next == ',') {
      next = in.read();
      fields.add(field());
    }
    if (next == '\r') {
      next = in.read();
    }
    if (next == '\n') {
      next = in.read();
      line++;
    } else if (next != END) {
      throw new IOException("line " + line + ": a comma or the end of the line is missing");
    }
    return fields;
  }

  private @Nullable String field() throws IOException {
    if (next == '"') {
      return quoted();
    }
    var text = new StringBuilder();
    while (next != END && next != ',' && next != '\r' && next != '\n') {
      text.append((char) next);
      next = in.read();
    }
    return text.isEmpty() ? null : text.toString();
  }

  private String quoted() throws IOException {
    int start = line;
    var text = new StringBuilder();
    for (next = in.read(); ; next = in.read()) {
      if (next == END) {
        throw new IOException("line " + start + ": a quote is not closed");
      }
      if (next == '"') {
        next = in.read();
        if (next != '"') {
          return text.toString();
        }
      }
      if (next == '\n') {
        line++;
      }
      text.append((char) next);
    }
  }
}
