package dev.syncline.jdbc.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A query with named parameters ({@code :name}), made ready for JDBC. Quoted texts and identifiers,
 * comments, casts ({@code ::}) and dollar quotes stay as they are.
 *
 * @param sql the query with {@code ?} in place of every name
 * @param names the names, in the order in which they appear
 */
record NamedParameters(String sql, List<String> names) {

  static NamedParameters parse(String query) {
    return new Parser(query).parse();
  }

  private static final class Parser {
    private final String in;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private int at;

    Parser(String in) {
      this.in = in;
    }

    NamedParameters parse() {
      while (at < in.length()) {
        char c = in.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
          copyTo(closing(c));
        } else if (in.startsWith("--", at)) {
          copyTo(end(in.indexOf('\n', at), 1));
        } else if (in.startsWith("/*", at)) {
          copyTo(endOfComment());
        } else if (c == '$' && !identifierBefore()) {
          copyTo(endOfDollarQuote());
        } else if (in.startsWith("::", at)) {
          copyTo(at + 2);
        } else if (c == ':' && at + 1 < in.length() && starts(in.charAt(at + 1))) {
          parameter();
        } else {
          copyTo(at + 1);
        }
      }
      return new NamedParameters(withoutEnd(), List.copyOf(names));
    }

    private void parameter() {
      int end = at + 1;
      while (end < in.length() && Character.isJavaIdentifierPart(in.charAt(end))) {
        end++;
      }
      names.add(in.substring(at + 1, end));
      out.append('?');
      at = end;
    }

    private static boolean starts(char c) {
      return Character.isLetter(c) || c == '_';
    }

    private boolean identifierBefore() {
      return at > 0 && Character.isJavaIdentifierPart(in.charAt(at - 1));
    }

    /** A doubled quote inside ends the text and starts the next one: no need to know it. */
    private int closing(char quote) {
      return end(in.indexOf(quote, at + 1), 1);
    }

    private int endOfComment() {
      int depth = 0;
      int i = at;
      while (i < in.length()) {
        if (in.startsWith("/*", i)) {
          depth++;
          i += 2;
        } else if (in.startsWith("*/", i)) {
          i += 2;
          if (--depth == 0) {
            return i;
          }
        } else {
          i++;
        }
      }
      return i;
    }

    private int endOfDollarQuote() {
      int tag = at + 1;
      while (tag < in.length() && in.charAt(tag) != '$') {
        if (!Character.isLetterOrDigit(in.charAt(tag)) && in.charAt(tag) != '_') {
          return at + 1;
        }
        tag++;
      }
      if (tag >= in.length() || Character.isDigit(in.charAt(at + 1))) {
        return at + 1;
      }
      String quote = in.substring(at, tag + 1);
      return end(in.indexOf(quote, tag + 1), quote.length());
    }

    private int end(int found, int length) {
      return found < 0 ? in.length() : found + length;
    }

    private void copyTo(int end) {
      out.append(in, at, end);
      at = end;
    }

    private String withoutEnd() {
      String sql = out.toString().strip();
      while (sql.endsWith(";")) {
        sql = sql.substring(0, sql.length() - 1).strip();
      }
      return sql;
    }
  }
}
