package dev.syncline.core.project;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.core.project.Placeholders.BadPlaceholder;
import dev.syncline.core.project.YamlDocument.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a YAML text into values with places. Takes the plain part of YAML only: no anchors, no
 * tags, one document, every name once. A value is a number or a truth value only if it prints as it
 * is written, so that {@code NO}, {@code 0123} and {@code 1.50} stay texts.
 */
final class YamlReader {
  private static final int MOST_LEVELS = 32;
  private static final String EMPTY =
      "there is no value; write \"\" for an empty text, or leave the line out";

  private final String file;
  private final String text;
  private final int[] characters;
  private final Placeholders placeholders;
  private final Problems problems;
  private final YamlDocument document;

  YamlReader(
      String text,
      String file,
      Placeholders placeholders,
      YamlDocument document,
      Problems problems) {
    this.text = text;
    this.file = file;
    this.characters = text.codePoints().toArray();
    this.placeholders = placeholders;
    this.problems = problems;
    this.document = document;
  }

  /**
   * Reads the values of the text. What is wrong with single values is left with the problems.
   *
   * @throws ConfigurationException if the text is no YAML, or of a form that is not taken
   */
  void read() {
    if (text.length() > ProjectFile.MOST_BYTES) {
      throw at(
          1,
          1,
          "",
          "the text is longer than " + ProjectFile.MOST_BYTES + " characters; take several files");
    }
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw at(1, 1, "", "the file is empty; write at least 'connections' and 'syncs'");
      }
      if (first != JsonToken.START_OBJECT) {
        throw at(
            1, 1, "", "a project is a section of names and values, such as connections and syncs");
      }
      plainYamlOnly(parser, "");
      document.mark(new Mark(1, 1, 1, 1, null, false, false, null, ""));
      document.root(section(parser, "", 1));
      if (parser.nextToken() != null) {
        var place = parser.currentTokenLocation();
        throw at(
            place.getLineNr(),
            place.getColumnNr(),
            "",
            "a project is one YAML document; take out the line ---, or take two files");
      }
    } catch (JsonProcessingException e) {
      throw YamlSyntaxError.of(e, file, text);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private Map<String, Object> section(YAMLParser parser, String path, int level)
      throws IOException {
    var values = new LinkedHashMap<String, Object>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonLocation place = parser.currentTokenLocation();
      String inner = path.isEmpty() ? name : path + "." + name;
      plainYamlOnly(parser, inner);
      if (values.containsKey(name)) {
        refuseSecond(parser, path, name, place, level);
        continue;
      }
      parser.nextToken();
      values.put(name, value(parser, inner, place, level));
    }
    return values;
  }

  private List<Object> list(YAMLParser parser, String path, int level) throws IOException {
    var items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String inner = path + "[" + items.size() + "]";
      items.add(value(parser, inner, parser.currentTokenLocation(), level));
    }
    return items;
  }

  private Object value(YAMLParser parser, String path, JsonLocation key, int level)
      throws IOException {
    var place = parser.currentTokenLocation();
    if (level == MOST_LEVELS) {
      throw at(
          place.getLineNr(),
          place.getColumnNr(),
          path,
          "sections and lists go at most " + MOST_LEVELS + " levels deep; take some levels out");
    }
    plainYamlOnly(parser, path);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      document.mark(around(place, key, path));
      return section(parser, path, level + 1);
    }
    if (token == JsonToken.START_ARRAY) {
      document.mark(around(place, key, path));
      return list(parser, path, level + 1);
    }
    return scalar(parser, path, key);
  }

  private Object scalar(YAMLParser parser, String path, JsonLocation key) throws IOException {
    var place = parser.currentTokenLocation();
    int start = characterAt(place);
    boolean plain = start != '"' && start != '\'' && start != '|' && start != '>';
    String written = parser.getText();
    if (parser.currentToken() == JsonToken.VALUE_NULL || (plain && written.isEmpty())) {
      document.mark(around(place, key, path).without(EMPTY));
      problems.add(document.placeOfName(path), EMPTY);
      return "";
    }
    try {
      var filled = placeholders.fill(written);
      document.mark(around(place, key, path).with(filled.text(), plain, filled.external()));
      return plain ? typed(filled.text()) : filled.text();
    } catch (BadPlaceholder e) {
      String message = String.valueOf(e.getMessage());
      document.mark(around(place, key, path).with("", plain, true).without(message));
      if (!e.missing()) {
        problems.add(document.place(path), message);
      }
      return "";
    }
  }

  /** A number or a truth value if it prints as it is written; else the text. */
  private static Object typed(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    int first = text.isEmpty() ? 'x' : text.charAt(0);
    if (first == '-' || (first >= '0' && first <= '9')) {
      try {
        Object number = text.indexOf('.') < 0 ? (Object) Long.valueOf(text) : Double.valueOf(text);
        return number.toString().equals(text) ? number : text;
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return text;
  }

  private void refuseSecond(
      YAMLParser parser, String path, String name, JsonLocation place, int level)
      throws IOException {
    String inner = path.isEmpty() ? name : path + "." + name;
    var first = document.placeOfName(inner);
    parser.nextToken();
    // Read under a path of its own, so that the places of the first one stay.
    String second = inner + "[second]";
    value(parser, second, place, level);
    String message = "'" + name + "' stands here and in line " + first.line() + ", too";
    if (path.matches("syncs\\[\\d+]\\.map|profiles\\.[^.]*\\.syncs\\.[^.]*\\.map")) {
      var targets = List.of(document.shown(inner), document.shown(second));
      message +=
          "; to feed several fields from one, write "
              + name
              + ": ["
              + targets.get(0).orElse("one")
              + ", "
              + targets.get(1).orElse("other")
              + "]";
    } else {
      message += "; take one of them out";
    }
    problems.add(new Location(file, place.getLineNr(), place.getColumnNr(), inner), message);
  }

  private void plainYamlOnly(YAMLParser parser, String path) throws IOException {
    var place = parser.currentTokenLocation();
    int start = characterAt(place);
    boolean anchor = start == '&' || start == '*' || parser.getObjectId() != null;
    if (anchor || start == '!' || parser.getTypeId() != null) {
      throw at(
          place.getLineNr(),
          place.getColumnNr(),
          path,
          anchor
              ? "anchors and aliases (&, *) are not taken; write the value out, or in quotes"
              : "tags (!) are not taken; write the value without, or in quotes");
    }
  }

  private int characterAt(JsonLocation place) {
    int offset = (int) place.getCharOffset();
    return offset >= 0 && offset < characters.length ? characters[offset] : ' ';
  }

  private static Mark around(JsonLocation value, JsonLocation key, String path) {
    return new Mark(
        value.getLineNr(),
        value.getColumnNr(),
        key.getLineNr(),
        key.getColumnNr(),
        null,
        false,
        false,
        null,
        path);
  }

  private ConfigurationException at(int line, int column, String path, String message) {
    return new ConfigurationException(new Location(file, line, column, path), message);
  }
}
