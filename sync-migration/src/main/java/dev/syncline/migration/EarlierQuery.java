package dev.syncline.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of the earlier system, whose {@code :last_sync_time} becomes {@code :cursor}.
 *
 * <p>The parameter is null when everything is read. A condition that does not say what it means
 * then, such as {@code updated_at >= :last_sync_time}, would find nothing: it gets its {@code OR
 * :cursor IS NULL}.
 *
 * @param sql the query as Syncline runs it
 * @param sinceLast whether it has the parameter
 * @param limited whether it shows only a part of the rows, so that what it does not show need not
 *     be gone
 * @param changes what was changed in it, for people
 */
record EarlierQuery(String sql, boolean sinceLast, boolean limited, List<String> changes) {
  private static final String PARAMETER = ":last_sync_time";

  /** A column, with or without its table, or a call. */
  private static final String OPERAND =
      "(?:\\w+\\s*\\([^()]*\\)|(?:`[^`]+`|\\w+)(?:\\.(?:`[^`]+`|\\w+))*)";

  private static final Pattern COMPARED_BEFORE = Pattern.compile(OPERAND + "\\s*>=?\\s*$");
  private static final Pattern COMPARED_BEHIND = Pattern.compile("^\\s*<=?\\s*" + OPERAND);

  private static final Pattern LIMIT =
      Pattern.compile("(?is)\\blimit\\s+(\\d+)(\\s*,\\s*\\d+|\\s+offset\\s+\\d+)?\\s*;?\\s*$");

  EarlierQuery {
    changes = List.copyOf(changes);
  }

  /** A query; empty if nobody can tell what its condition means when everything is read. */
  static Optional<EarlierQuery> of(String sql) {
    var changes = new ArrayList<String>();
    String code = blanked(sql);
    List<Integer> places = places(code);
    String text = sql;
    boolean limited = LIMIT.matcher(code).find();
    if (limited && !places.isEmpty()) {
      // It kept the earlier system's memory small; here, rows are streamed.
      text = withoutLimit(sql, code);
      code = blanked(text);
      limited = false;
      changes.add("its LIMIT is left out: rows are streamed, and it would hide the others");
    }
    if (places.isEmpty()) {
      return Optional.of(new EarlierQuery(text, false, limited, changes));
    }
    boolean saysNull = places.stream().anyMatch(nullSafe(code));
    Optional<String> renamed = renamed(text, code, places, saysNull);
    if (!saysNull) {
      changes.add("a run that reads everything has no last time: OR :cursor IS NULL is added");
    }
    boolean hides = limited;
    return renamed.map(query -> new EarlierQuery(query, true, hides, changes));
  }

  private static Predicate<Integer> nullSafe(String code) {
    Pattern isNull = Pattern.compile("(?is)^\\s*\\)*\\s*is\\s+null\\b.*");
    Pattern replaced = Pattern.compile("(?is).*\\b(coalesce|ifnull)\\s*\\(\\s*$");
    return at ->
        isNull.matcher(code.substring(at + PARAMETER.length())).matches()
            || replaced.matcher(code.substring(0, at)).matches();
  }

  private static Optional<String> renamed(
      String sql, String code, List<Integer> places, boolean saysNull) {
    var out = new StringBuilder();
    int done = 0;
    for (int at : places) {
      String before = sql.substring(done, at);
      int end = at + PARAMETER.length();
      Matcher left = COMPARED_BEFORE.matcher(code.substring(done, at));
      Matcher right = COMPARED_BEHIND.matcher(code.substring(end));
      if (saysNull) {
        out.append(before).append(":cursor");
      } else if (left.find()) {
        out.append(before, 0, left.start())
            .append('(')
            .append(before.substring(left.start()))
            .append(":cursor OR :cursor IS NULL)");
      } else if (right.find()) {
        out.append(before).append("(:cursor").append(sql, end, end + right.end());
        out.append(" OR :cursor IS NULL)");
        end += right.end();
      } else {
        return Optional.empty();
      }
      done = end;
    }
    return Optional.of(out.append(sql.substring(done)).toString());
  }

  private static String withoutLimit(String sql, String code) {
    Matcher limit = LIMIT.matcher(code);
    return limit.find() ? sql.substring(0, limit.start()).stripTrailing() : sql;
  }

  private static List<Integer> places(String code) {
    var places = new ArrayList<Integer>();
    for (int at = code.indexOf(PARAMETER); at >= 0; at = code.indexOf(PARAMETER, at + 1)) {
      int end = at + PARAMETER.length();
      if (end == code.length() || !Character.isJavaIdentifierPart(code.charAt(end))) {
        places.add(at);
      }
    }
    return places;
  }

  /** The query with blanks in the place of texts and comments, character for character. */
  private static String blanked(String sql) {
    var out = new StringBuilder(sql);
    int at = 0;
    while (at < sql.length()) {
      int end = endOfQuoted(sql, at);
      for (int i = at; i < end; i++) {
        out.setCharAt(i, ' ');
      }
      at = Math.max(at + 1, end);
    }
    return out.toString();
  }

  /** Where a text or comment ends that begins here; here, if none does. */
  private static int endOfQuoted(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      int i = at + 1;
      while (i < sql.length() && sql.charAt(i) != c) {
        i += sql.charAt(i) == '\\' ? 2 : 1;
      }
      return Math.min(sql.length(), i + 1);
    }
    if (c == '#' || sql.startsWith("-- ", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return at;
  }
}
