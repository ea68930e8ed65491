package dev.syncline.http.auth;

import java.util.List;
import java.util.function.Supplier;

/**
 * Keys and passwords. They come from where they are kept at every request; a refused one is tried
 * again if it has been rotated meanwhile.
 */
record Fixed(Supplier<Proof> source, List<String> secretParameters) implements Credentials {

  @Override
  public Proof proof() {
    return source.get();
  }

  @Override
  public boolean renew(Proof refused) {
    return !source.get().equals(refused);
  }
}
