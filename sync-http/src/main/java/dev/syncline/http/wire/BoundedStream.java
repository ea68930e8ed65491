package dev.syncline.http.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that must not be longer than said. */
final class BoundedStream extends FilterInputStream {
  private final long most;
  private long left;

  BoundedStream(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(count);
    return count;
  }

  private void count(int bytes) throws TooLarge {
    left -= Math.max(0, bytes);
    if (left < 0) {
      throw new TooLarge(most);
    }
  }
}
