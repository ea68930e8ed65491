package dev.syncline.core.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.error.PermanentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** The file in which the entities of a catalog are remembered; replaced as a whole. */
final class CatalogFile {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  CatalogFile(Path file) {
    this.file = file;
  }

  /**
   * What is remembered; empty if nothing is.
   *
   * @throws PermanentException if the file cannot be understood: forgetting everything would make
   *     all changes since then unseen
   */
  Optional<Remembered> read() {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root.path("format").asInt() != FORMAT) {
        throw new PermanentException(
            "the file '"
                + file
                + "' has the form "
                + root.path("format").asText("unknown")
                + ", which this version cannot read");
      }
      var entities = new ArrayList<Entity>();
      for (JsonNode entity : root.path("entities")) {
        entities.add(EntityJson.read(entity));
      }
      var held = new ArrayList<String>();
      root.path("held").forEach(name -> held.add(name.asText()));
      return Optional.of(new Remembered(entities, held));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PermanentException(
          "the file '"
              + file
              + "' does not hold a catalog; put it back, or take it away to begin anew",
          e);
    } catch (IOException e) {
      throw new PermanentException("the file '" + file + "' cannot be read", e);
    }
  }

  void write(String catalog, Instant now, Remembered known) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("catalog", catalog).put("discoveredAt", now.toString());
    var list = root.putArray("entities");
    known.entities().forEach(entity -> list.add(EntityJson.write(entity)));
    var held = root.putArray("held");
    known.held().forEach(held::add);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
      try {
        Files.writeString(draft, JSON.writeValueAsString(root) + "\n", StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file '" + file + "' cannot be written", e);
    }
  }
}
