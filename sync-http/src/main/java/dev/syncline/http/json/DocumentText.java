package dev.syncline.http.json;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.syncline.api.error.PermanentException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Documents that people write as JSON or as YAML. */
public final class DocumentText {
  private DocumentText() {}

  /**
   * A document as a value, of the same forms as those of {@link JsonText}.
   *
   * @param where what messages call it
   * @throws PermanentException if it is neither
   */
  public static @Nullable Object read(String text, String where) {
    String begin = text.stripLeading();
    if (begin.startsWith("{") || begin.startsWith("[")) {
      return JsonText.read(text)
          .orElseThrow(() -> new PermanentException(where + " is no whole JSON document"));
    }
    try (var parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new PermanentException(where + " is empty");
      }
      return new JsonStream(parser, ReadLimits.DEFAULT, where).value();
    } catch (IOException e) {
      throw new PermanentException(where + " is no YAML document: " + e.getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new PermanentException(
          where + " is YAML, which only jackson-dataformat-yaml reads: add it, or use JSON", e);
    }
  }
}
