package dev.syncline.benchmarks.page;

import java.util.Locale;

/** A drawing as text. */
final class Svg {
  private static final String FONT =
      "font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\"";

  private final StringBuilder content = new StringBuilder();
  private final String title;

  Svg(String title) {
    this.title = title;
  }

  /** Where a text begins, is centred, or ends. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Svg bar(double x, double y, double width, double height, String colour, String told) {
    content.append(
        String.format(
            Locale.ROOT,
            "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title>"
                + "</rect>\n",
            x,
            y,
            Math.max(0, width),
            height,
            colour,
            escaped(told)));
    return this;
  }

  Svg line(double x1, double y1, double x2, double y2, String colour) {
    content.append(
        String.format(
            Locale.ROOT,
            "  <line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            colour));
    return this;
  }

  Svg text(double x, double y, String text, Anchor anchor, boolean bold) {
    content.append(
        String.format(
            Locale.ROOT,
            "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n",
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            bold ? " font-weight=\"600\"" : "",
            escaped(text)));
    return this;
  }

  /** The whole of it, on white. */
  String drawn(double width, double height) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\" viewBox=\"0 0"
            + " %1$.0f %2$.0f\" role=\"img\" font-size=\"12\" fill=\"#1f2328\" %3$s>\n"
            + "  <title>%4$s</title>\n"
            + "  <rect width=\"%1$.0f\" height=\"%2$.0f\" fill=\"#ffffff\"/>\n"
            + "%5$s</svg>\n",
        width,
        height,
        FONT,
        escaped(title),
        content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
