package dev.syncline.jdbc.database;

import dev.syncline.api.error.PermanentException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JDBC URL: where it leads, which driver it needs, and how it is printed without secrets.
 *
 * @param text the URL as it was given
 */
record JdbcUrl(String text) {
  private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");

  /**
   * The password of {@code jdbc:oracle:thin:user/password@host}. It may hold anything, so that all
   * is taken up to the last {@code @}; in the path of a file these are no more than characters.
   */
  private static final Pattern LOGIN =
      Pattern.compile("(?i)(jdbc:(?!sqlite:|h2:)(?:[\\w.+-]+:)++(?!//)[^/@\\s]*/).*@");

  private static final Pattern PASSWORD =
      Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)\\w*\\s*[=:]\\s*)[^&;,)\\s\"]*");
  private static final Map<String, String> DRIVERS = new LinkedHashMap<>();

  static {
    DRIVERS.put("jdbc:sqlite:", "org.xerial:sqlite-jdbc");
    DRIVERS.put("jdbc:h2:", "com.h2database:h2");
    DRIVERS.put("jdbc:postgresql:", "org.postgresql:postgresql");
    DRIVERS.put("jdbc:mariadb:", "org.mariadb.jdbc:mariadb-java-client");
    DRIVERS.put("jdbc:mysql:", "com.mysql:mysql-connector-j");
  }

  /** A text that may hold a URL, without user info and passwords. */
  static String masked(String text) {
    String noLogin = LOGIN.matcher(text).replaceAll("$1***@");
    String noUser = USER_INFO.matcher(noLogin).replaceAll("//***@");
    return PASSWORD.matcher(noUser).replaceAll("$1***");
  }

  /** The file of an SQLite URL; empty for other databases and for those in memory. */
  Optional<Path> sqliteFile() {
    if (!text.startsWith("jdbc:sqlite:")) {
      return Optional.empty();
    }
    String rest = text.substring("jdbc:sqlite:".length());
    int query = rest.indexOf('?');
    boolean memory = rest.contains(":memory:") || rest.contains("mode=memory");
    String path = query < 0 ? rest : rest.substring(0, query);
    path = path.startsWith("file:") ? path.substring("file:".length()) : path;
    try {
      return memory || path.isEmpty() || path.startsWith(":resource:")
          ? Optional.empty()
          : Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * The driver.
   *
   * @throws PermanentException if there is none, naming the artifact to add
   */
  Driver driver() {
    try {
      return DriverManager.getDriver(text);
    } catch (SQLException e) {
      throw new PermanentException(whyNoDriver());
    }
  }

  private String whyNoDriver() {
    for (var known : DRIVERS.entrySet()) {
      if (text.startsWith(known.getKey())) {
        String vendor = known.getValue().substring(0, known.getValue().indexOf(':'));
        boolean present =
            DriverManager.drivers().anyMatch(d -> d.getClass().getName().startsWith(vendor));
        return present
            ? "the URL '" + this + "' is not written as its driver wants it"
            : "there is no driver for '" + this + "'; add " + known.getValue();
      }
    }
    return "'"
        + this
        + "' is not the URL of a supported database; such URLs start with "
        + String.join(", ", DRIVERS.keySet());
  }

  /** The URL without secrets. */
  @Override
  public String toString() {
    return masked(text);
  }
}
