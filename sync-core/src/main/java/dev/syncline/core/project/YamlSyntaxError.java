package dev.syncline.core.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a text that is no YAML. The parser's own message quotes the lines around
 * the error, which may hold secrets; only its last sentence and its place are taken.
 */
final class YamlSyntaxError {
  private static final Pattern PLACE =
      Pattern.compile("([^\n]*)\n in 'reader', line (\\d+), column (\\d+):");

  private YamlSyntaxError() {}

  static ConfigurationException of(JsonProcessingException e, String file, String text) {
    String message = e.getOriginalMessage();
    var place = e.getLocation();
    int line = place == null ? 1 : Math.max(1, place.getLineNr());
    int column = place == null ? 1 : Math.max(1, place.getColumnNr());
    String sentence = firstLine(message);
    var matcher = PLACE.matcher(message);
    while (matcher.find()) {
      sentence = matcher.group(1);
      // What was left open says more than the end of the file.
      boolean end = sentence.contains("end of stream");
      if (!end || matcher.start() == 0) {
        line = Integer.parseInt(matcher.group(2));
        column = Integer.parseInt(matcher.group(3));
      }
    }
    if (sentence.startsWith("Expected a field name")) {
      sentence = "a name must be a single value";
    }
    String hint =
        afterDollar(text, line, column)
            ? "; inside { } and [ ], a value with ${...} needs quotes"
            : advice(sentence);
    return new ConfigurationException(
        new Location(file, line, column, ""), "this is not YAML: " + sentence + hint);
  }

  /** What to do, for what people do most. */
  private static String advice(String sentence) {
    if (sentence.contains("TAB")) {
      return "; use spaces";
    } else if (sentence.contains("mapping values are not allowed")) {
      return "; begin a new line, or put the value in quotes";
    } else if (sentence.contains("end of stream")) {
      return "; close the quotes or the bracket that are open here";
    } else if (sentence.startsWith("expected ','")) {
      return "; add a comma, close the bracket, or put the value in quotes";
    }
    return sentence.startsWith("a name must be")
        ? ", so write it out"
        : "; check the indentation, the quotes and the brackets here";
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static boolean afterDollar(String text, int line, int column) {
    return text.lines()
        .skip(line - 1L)
        .findFirst()
        .filter(it -> column >= 2 && column <= it.length())
        .filter(it -> it.startsWith("${", column - 2))
        .isPresent();
  }
}
