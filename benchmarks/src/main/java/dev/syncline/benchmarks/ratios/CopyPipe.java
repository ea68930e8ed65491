package dev.syncline.benchmarks.ratios;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Hands rows on in blocks, as the client program does. */
final class CopyPipe {
  private static final int BLOCK = 64 << 10;

  private final CopyIn in;
  private final byte[] block = new byte[BLOCK];
  private int used;

  CopyPipe(CopyIn in) {
    this.in = in;
  }

  void write(byte[] row) throws SQLException {
    if (used + row.length > BLOCK) {
      in.writeToCopy(block, 0, used);
      used = 0;
    }
    System.arraycopy(row, 0, block, used, row.length);
    used += row.length;
  }

  void end() throws SQLException {
    in.writeToCopy(block, 0, used);
    in.endCopy();
  }
}
