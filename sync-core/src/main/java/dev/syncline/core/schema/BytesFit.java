package dev.syncline.core.schema;

import org.jspecify.annotations.Nullable;

/** Bytes of bounded number. Half of them mean nothing: nothing fits in their place. */
final class BytesFit extends ColumnFit {
  private final int most;

  BytesFit(int most) {
    this.most = most;
  }

  @Override
  public @Nullable String misfit(Object value) {
    return value instanceof byte[] bytes && bytes.length > most
        ? "takes " + most + " bytes and the value has " + bytes.length
        : null;
  }

  @Override
  public @Nullable Object fitted(Object value) {
    return null;
  }
}
