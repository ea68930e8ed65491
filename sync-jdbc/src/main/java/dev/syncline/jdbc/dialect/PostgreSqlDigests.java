package dev.syncline.jdbc.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Digests by PostgreSQL 13 and newer, in databases whose encoding is UTF-8. */
final class PostgreSqlDigests extends DigestSql {

  @Override
  public Optional<DigestColumn> text(ColumnMeta meta, String column) {
    return switch (meta.typeName()) {
      case "int2", "smallserial", "int4", "serial", "int8", "bigserial", "oid" ->
          of(column + "::text", DigestSql::number);
      case "numeric" -> of("trim_scale(" + column + ")::text", DigestSql::number);
      case "bool" -> of("CASE WHEN " + column + " THEN '1' ELSE '0' END", DigestSql::truth);
      // The text of a padded column has no spaces behind it.
      case "text", "varchar", "bpchar", "name", "uuid" -> of(column + "::text", Object::toString);
      case "bytea" -> of("encode(" + column + ", 'hex')", DigestSql::hex);
      case "date" ->
          of("to_char(" + column + ", 'YYYY-MM-DD BC')", value -> era(value, day(value)));
      case "timestamp" -> of(micros(column), value -> era(value, micros(value)));
      case "timestamptz" ->
          of(micros(column + " AT TIME ZONE 'UTC'"), value -> era(value, micros(value)));
      default -> Optional.empty();
    };
  }

  private static Optional<DigestColumn> of(String sql, Function<Object, String> java) {
    return Optional.of(new DigestColumn(sql, java));
  }

  /** Years before our era are printed as those in it are; ours are negative then. */
  private static String era(Object value, String text) {
    return value instanceof String ? text : text + " AD";
  }

  private static String micros(String time) {
    return "to_char(" + time + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US BC')";
  }

  @Override
  public String row(List<String> texts) {
    return texts.stream()
        .map(text -> "coalesce(length(" + text + ")::text || ':' || " + text + ", 'N')")
        .collect(Collectors.joining(" || "));
  }

  @Override
  public String number(String text, int digits) {
    return "('x' || substr(md5(" + text + "), 1, " + digits + "))::bit(" + 4 * digits + ")::bigint";
  }
}
