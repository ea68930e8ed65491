package dev.syncline.core.lookup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Lookup;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the table of a file. */
final class FileTable {
  private static final long MOST_BYTES = 256L << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private final String name;
  private final Lookup.FromFile file;

  FileTable(String name, Lookup.FromFile file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @throws ConfigurationException if there is no such file, or it holds no table
   */
  LookupTable load() {
    try {
      Path path = Path.of(file.path());
      if (Files.size(path) > MOST_BYTES) {
        throw wrong("is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        return file.path().toLowerCase(Locale.ROOT).endsWith(".csv") ? csv(in) : json(in);
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      throw wrong("is not there; a relative path starts from the working directory");
    } catch (JsonProcessingException e) {
      // Its message quotes the text around the error.
      throw wrong("is not the JSON it should be, in line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
  }

  private ConfigurationException wrong(String what) {
    return new ConfigurationException(
        Location.ofPath("lookups." + name + ".file"), "file '" + file.path() + "' " + what);
  }

  private LookupTable csv(Reader reader) throws IOException {
    var in = new CsvText(reader);
    List<@Nullable String> names = in.record();
    if (names == null) {
      throw wrong("is empty; its first line names the columns");
    }
    var table = new LoadedTable.Builder(name, schema(names), true, file.key(), file.atMost());
    for (int line = in.line(); ; line = in.line()) {
      List<@Nullable String> record = in.record();
      if (record == null) {
        return table.build();
      }
      boolean blank = record.size() == 1 && record.get(0) == null;
      if (!blank && record.size() != names.size()) {
        throw wrong("has " + record.size() + " columns in line " + line + ", not " + names.size());
      }
      if (!blank) {
        table.add(record.toArray());
      }
    }
  }

  private Schema schema(List<@Nullable String> names) {
    var fields = new ArrayList<Field>();
    for (String column : names) {
      if (column == null || column.isBlank()) {
        throw wrong("has a column without a name");
      }
      fields.add(Field.of(column, LogicalType.STRING));
    }
    try {
      return Schema.of(fields);
    } catch (IllegalArgumentException e) {
      throw wrong("has two columns of one name");
    }
  }

  /** The columns are those of all objects; what an object lacks is null. */
  private LookupTable json(Reader reader) throws IOException {
    var objects = new ArrayList<Map<String, @Nullable Object>>();
    var names = new LinkedHashSet<String>(file.key());
    try (JsonParser in = JSON.getFactory().createParser(reader)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw wrong("is no JSON list of objects");
      }
      while (in.nextToken() == JsonToken.START_OBJECT) {
        @SuppressWarnings("unchecked") // A JSON object has texts as names.
        Map<String, @Nullable Object> object = in.readValueAs(Map.class);
        objects.add(object);
        names.addAll(object.keySet());
        if (objects.size() > file.atMost()) {
          break;
        }
      }
      if (objects.size() <= file.atMost() && in.currentToken() != JsonToken.END_ARRAY) {
        throw wrong("is no JSON list of objects, in line " + in.currentLocation().getLineNr());
      }
    }
    var columns = new ArrayList<@Nullable String>(names);
    var table = new LoadedTable.Builder(name, schema(columns), false, file.key(), file.atMost());
    for (Map<String, @Nullable Object> object : objects) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      Arrays.setAll(row, i -> object.getOrDefault(columns.get(i), Absent.ABSENT));
      table.add(row);
    }
    return table.build();
  }
}
