package dev.syncline.http.wire;

import java.io.IOException;

/** An answer is larger than allowed; asking again does not help. */
public final class TooLarge extends IOException {
  private static final long serialVersionUID = 1;

  TooLarge(long most) {
    super(
        "the answer is larger than " + most + " bytes; raise 'maxResponseBytes' if that is right");
  }
}
