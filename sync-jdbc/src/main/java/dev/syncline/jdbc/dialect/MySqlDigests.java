package dev.syncline.jdbc.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Digests by MySQL and MariaDB. */
final class MySqlDigests extends DigestSql {

  @Override
  public Optional<DigestColumn> text(ColumnMeta meta, String column) {
    return switch (meta.typeName().replace(" unsigned", "")) {
      case "tinyint", "smallint", "mediumint", "int", "integer", "bigint" ->
          of("CAST(" + column + " AS CHAR)", DigestSql::number);
      case "boolean", "bool", "bit" ->
          meta.precision() > 1
              ? Optional.empty()
              : of("CAST(" + column + " + 0 AS CHAR)", MySqlDigests::truthOrNumber);
      case "decimal" -> of("CAST(" + column + " AS CHAR)", value -> scaled(value, meta.scale()));
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
          of("CONVERT(" + column + " USING utf8mb4)", Object::toString);
      case "date" -> of("DATE_FORMAT(" + column + ", '%Y-%m-%d')", DigestSql::day);
      case "datetime", "timestamp" ->
          of("DATE_FORMAT(" + column + ", '%Y-%m-%dT%H:%i:%s.%f')", DigestSql::micros);
      case "blob", "tinyblob", "mediumblob", "longblob", "varbinary" ->
          of("LOWER(HEX(" + column + "))", DigestSql::hex);
      default -> Optional.empty();
    };
  }

  /** Numbers that are neither 0 nor 1 are what they are. */
  private static String truthOrNumber(Object value) {
    return value instanceof Boolean ? DigestSql.truth(value) : DigestSql.number(value);
  }

  private static Optional<DigestColumn> of(String sql, Function<Object, String> java) {
    return Optional.of(new DigestColumn(sql, java));
  }

  @Override
  public String row(List<String> texts) {
    return texts.stream()
        .map(text -> "COALESCE(CONCAT(CHAR_LENGTH(" + text + "), ':', " + text + "), 'N')")
        .collect(Collectors.joining(", ", "CONCAT(", ")"));
  }

  @Override
  public String number(String text, int digits) {
    return "CAST(CONV(SUBSTR(MD5(CONVERT("
        + text
        + " USING utf8mb4)), 1, "
        + digits
        + "), 16, 10) AS UNSIGNED)";
  }
}
