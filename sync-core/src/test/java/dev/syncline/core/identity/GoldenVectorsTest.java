package dev.syncline.core.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.definition.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors: whoever breaks one has made a new version of the canonical form. */
class GoldenVectorsTest {
  private static final Path SPECIFICATION = Path.of("..", "docs", "canonical-form.md");

  @ParameterizedTest
  @MethodSource("published")
  void theHashOfTheInputIsThePublishedOne(Vector vector) {
    assertThat(hashOfInput(vector)).isEqualTo(vector.xxh128());
  }

  @ParameterizedTest
  @MethodSource("published")
  void theHashOfThePublishedBytesIsThePublishedOne(Vector vector) {
    assertThat(xxh128(HexFormat.of().parseHex(vector.bytes()))).isEqualTo(vector.xxh128());
  }

  @Test
  void xxh128AgreesWithTheReferenceImplementation() {
    byte[] thousand = new byte[1000];
    for (int i = 0; i < thousand.length; i++) {
      thousand[i] = (byte) i;
    }
    assertThat(xxh128("abc".getBytes(US_ASCII))).isEqualTo("06b05ab6733a618578af5f94892f3950");
    assertThat(xxh128(new byte[0])).isEqualTo("99aa06d3014798d86001c324468d497f");
    assertThat(xxh128(thousand)).isEqualTo("076f7e02b7120d2ad33dd80b46f60e50");
  }

  @Test
  void theSpecificationShowsPublishedVectorsOnly() throws IOException {
    List<Vector> shown = parse(vectorBlock(Files.readString(SPECIFICATION)));

    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(published()).containsAll(shown);
  }

  @Test
  void theOtherAlgorithmsHashTheSameBytes() throws IOException {
    String page = Files.readString(SPECIFICATION);
    int start = page.indexOf("```text\ndata ") + "```text\n".length();
    List<String> lines = page.substring(start, page.indexOf("```", start)).lines().toList();

    assertThat(lines).hasSize(9);
    for (int i = 0; i < lines.size(); i += 3) {
      SyncRecord record = RecordText.record(lines.get(i).substring("data ".length()));
      assertThat("  sha-256 " + data(HashAlgorithm.SHA_256, record)).isEqualTo(lines.get(i + 1));
      assertThat("  blake3  " + data(HashAlgorithm.BLAKE3, record)).isEqualTo(lines.get(i + 2));
    }
  }

  private static String data(HashAlgorithm algorithm, SyncRecord record) {
    return new Identity()
        .data(algorithm, Identity.Shape.of(record.schema()), record.toArray())
        .toString();
  }

  private static String vectorBlock(String page) {
    int start = page.indexOf("```text\nkey ");
    return page.substring(start + "```text\n".length(), page.indexOf("```", start + 3));
  }

  private static String hashOfInput(Vector vector) {
    var identity = new Identity();
    String input = vector.input();
    return switch (vector.domain()) {
      case "key" -> identity.key(values(input)).toString();
      case "link" -> identity.link(values(input)).toString();
      case "data" -> {
        SyncRecord record = RecordText.record(input);
        yield identity
            .data(HashAlgorithm.XXH128, Identity.Shape.of(record.schema()), record.toArray())
            .toString();
      }
      case "raw" -> {
        SyncRecord record = RecordText.record(input);
        yield identity.raw(Identity.Shape.of(record.schema()), record.toArray()).toString();
      }
      default -> throw new IllegalArgumentException("unknown domain in " + vector);
    };
  }

  private static List<?> values(String list) {
    return (List<?>) RecordText.record("{\"values\":" + list + "}").get("values");
  }

  private static String xxh128(byte[] bytes) {
    var hash = new Xxh128();
    hash.hash(bytes, bytes.length);
    return HexFormat.of().toHexDigits(hash.high()) + HexFormat.of().toHexDigits(hash.low());
  }

  static List<Vector> published() throws IOException {
    try (InputStream file = GoldenVectorsTest.class.getResourceAsStream("/golden-vectors.txt")) {
      return parse(new String(file.readAllBytes(), US_ASCII));
    }
  }

  private static List<Vector> parse(String text) {
    var lines = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    var vectors = new ArrayList<Vector>();
    for (int i = 0; i < lines.size(); i += 3) {
      String[] input = lines.get(i).split(" ", 2);
      vectors.add(
          new Vector(
              input[0],
              input[1],
              after("  bytes  ", lines.get(i + 1)),
              after("  xxh128 ", lines.get(i + 2))));
    }
    return vectors;
  }

  private static String after(String label, String line) {
    if (!line.startsWith(label)) {
      throw new IllegalArgumentException("expected '" + label + "' in '" + line + "'");
    }
    return line.substring(label.length());
  }

  record Vector(String domain, String input, String bytes, String xxh128) {
    @Override
    public String toString() {
      return domain + " " + input;
    }
  }
}
