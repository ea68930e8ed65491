package dev.syncline.core.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Blake3Test {
  private final Blake3 blake3 = new Blake3();

  @ParameterizedTest
  @MethodSource("official")
  void theHashIsTheOfficialOne(Vector vector) {
    assertThat(hash(input(vector.length()))).isEqualTo(vector.hash());
  }

  @Test
  void oneObjectHashesAllOfThemWhateverCameBefore() throws IOException {
    List<Vector> vectors = official();
    assertThat(vectors).hasSize(35);

    for (Vector vector : vectors) {
      hash(input(5_121));
      assertThat(hash(input(vector.length()))).isEqualTo(vector.hash());
    }
  }

  @Test
  void whatStandsBehindTheLengthDoesNotCount() {
    byte[] longer = input(1_100);
    byte[] out = new byte[Blake3.SIZE];

    blake3.hash(longer, 1_025, out);

    assertThat(HexFormat.of().formatHex(out)).isEqualTo(hash(input(1_025)));
  }

  private String hash(byte[] input) {
    byte[] out = new byte[Blake3.SIZE];
    blake3.hash(input, input.length, out);
    return HexFormat.of().formatHex(out);
  }

  private static byte[] input(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  static List<Vector> official() throws IOException {
    try (InputStream file = Blake3Test.class.getResourceAsStream("/blake3-vectors.txt")) {
      return new String(file.readAllBytes(), US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(parts -> new Vector(Integer.parseInt(parts[0]), parts[1]))
          .toList();
    }
  }

  record Vector(int length, String hash) {}
}
