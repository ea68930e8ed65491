package dev.syncline.http.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that remembers whether its end was met. */
final class EndSeen extends FilterInputStream {
  private boolean ended;

  EndSeen(InputStream in) {
    super(in);
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    ended |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    ended |= count < 0;
    return count;
  }
}
