package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Formatted text: read as the object that it is. A plain text is written as one paragraph for each
 * line.
 */
final class RichTextForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.OBJECT;
  }

  @Override
  public Object write(Object value) throws Unfit {
    if (value instanceof Map) {
      return value;
    }
    if (value instanceof List) {
      throw new Unfit("is a list where a text is needed");
    }
    String text = JsonText.plain(value);
    var paragraphs = new ArrayList<Object>();
    var html = new StringBuilder();
    for (String line : text.split("\r?\n", -1)) {
      var paragraph = new LinkedHashMap<String, Object>();
      paragraph.put("type", "paragraph");
      if (!line.isEmpty()) {
        paragraph.put("content", List.of(Map.of("type", "text", "text", line)));
      }
      paragraphs.add(paragraph);
      html.append("<p>").append(escaped(line)).append("</p>");
    }
    var written = new LinkedHashMap<String, Object>();
    written.put("data", Map.of("type", "doc", "content", paragraphs));
    written.put("html", html.toString());
    written.put("preview", text);
    return written;
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  /** By what is shown: the document itself has attributes that the editor adds. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> parts)) {
      return read(json);
    }
    Object html = parts.get("html");
    return FieldForm.isEmpty(html) ? read(parts.get("preview")) : html;
  }
}
