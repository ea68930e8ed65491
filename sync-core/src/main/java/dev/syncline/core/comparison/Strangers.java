package dev.syncline.core.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.verify.FieldDifference;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of the destination that no record state names and that have the key of a record of the
 * source: whether they are further copies is known only when all rows were read. In a scratch file.
 */
final class Strangers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;
  private final BufferedWriter out;

  /**
   * One such row.
   *
   * @param key its key at the destination, in read form
   * @param ref how the destination names it
   * @param heldHash the hash of its values
   * @param fields in what it differs from the record of that key
   */
  record Stranger(
      List<Object> key, DestinationRef ref, String heldHash, List<FieldDifference> fields) {}

  Strangers() {
    try {
      this.file = Files.createTempFile("syncline-strangers", ".tmp");
      this.out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void add(Stranger stranger) {
    try {
      ObjectNode line = JSON.createObjectNode();
      line.put("key", RecordText.ofRef(new DestinationRef(stranger.key())));
      line.put("ref", RecordText.ofRef(stranger.ref())).put("held", stranger.heldHash());
      var fields = line.putArray("fields");
      for (FieldDifference field : stranger.fields()) {
        fields.add(field.field()).add(field.source()).add(field.destination());
      }
      out.write(line.toString());
      out.newLine();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Shows them in the order in which they were met. */
  void forEach(Consumer<Stranger> action) {
    try {
      out.flush();
      try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
          var line = JSON.readTree(text);
          var fields = new ArrayList<FieldDifference>();
          var texts = line.get("fields");
          for (int i = 0; i < texts.size(); i += 3) {
            fields.add(
                new FieldDifference(
                    texts.get(i).asText(), texts.get(i + 1).asText(), texts.get(i + 2).asText()));
          }
          action.accept(
              new Stranger(
                  RecordText.ref(line.get("key").asText()).values(),
                  RecordText.ref(line.get("ref").asText()),
                  line.get("held").asText(),
                  fields));
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("the scratch file of a comparison cannot be used", e);
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
