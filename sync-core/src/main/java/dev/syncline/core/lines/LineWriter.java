package dev.syncline.core.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes lines to a file as they come. Used by one thread. */
public final class LineWriter implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  /** Writes to this file; one that is there already is replaced. */
  public LineWriter(Path file) {
    this.file = file;
    try {
      this.out = Files.newBufferedWriter(file, UTF_8);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes a line. */
  public void write(String line) {
    try {
      out.write(line);
      out.newLine();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("the file " + file + " cannot be written", e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
