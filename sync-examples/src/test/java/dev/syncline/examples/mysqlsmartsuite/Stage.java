package dev.syncline.examples.mysqlsmartsuite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A database and a simulated SmartSuite, and the runner between them. */
final class Stage {
  private static final long PATIENCE = 120;

  final EmbeddedDatabase database;
  final Path folder;
  private final Map<String, String> variables = new HashMap<>();

  Stage(EmbeddedDatabase database, SmartSuiteSimulator smartsuite, Path folder, String mapping) {
    this.database = database;
    this.folder = folder;
    variables.put("MYSQL_HOST", "localhost");
    variables.put("MYSQL_PORT", String.valueOf(database.port()));
    variables.put("MYSQL_DATABASE", EmbeddedDatabase.NAME);
    variables.put("MYSQL_USER", EmbeddedDatabase.USER);
    variables.put("MYSQL_PASSWORD", "");
    variables.put("SMARTSUITE_TOKEN", smartsuite.token());
    variables.put("SMARTSUITE_ACCOUNT_ID", smartsuite.account());
    variables.put("SMARTSUITE_BASE_URL", smartsuite.baseUrl());
    variables.put("SYNC_STATE_DIR", folder.resolve("state").toString());
    mapping(resource(folder, mapping));
  }

  Stage mapping(Path file) {
    return with("SYNC_MAPPING", file.toString());
  }

  Stage with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** A mapping of the tests or of the runner, as a file. */
  static Path resource(Path folder, String name) {
    try (var text = Stage.class.getResourceAsStream(name)) {
      Path file = folder.resolve(name);
      Files.write(file, java.util.Objects.requireNonNull(text, name).readAllBytes());
      return file;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a command said, and how it ended. */
  record Told(int status, String out, String err) {}

  /** A command in this process. */
  Told run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        MysqlSmartsuite.run(
            args, variables, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Told(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** A command in a process of its own. */
  Process start(List<String> java, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(java);
    command.addAll(List.of(args));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  static List<String> classPath() {
    return List.of("-cp", System.getProperty("java.class.path"), MysqlSmartsuite.class.getName());
  }

  /** A command in a process of its own, to its end. */
  Told spawn(List<String> java, String... args) throws IOException, InterruptedException {
    Process process = start(java, args);
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the runner did not end within " + PATIENCE + " seconds");
    }
    return new Told(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("err.txt")));
  }

  /** The records of a table by what one field holds; fails if two hold the same. */
  static Map<String, Map<String, @Nullable Object>> records(
      SmartSuiteSimulator smartsuite, String table, String field) {
    var byKey = new TreeMap<String, Map<String, @Nullable Object>>();
    for (var row : smartsuite.records(table)) {
      if (byKey.put(String.valueOf(row.get(field)), row) != null) {
        throw new AssertionError("two records hold " + row.get(field));
      }
    }
    return byKey;
  }
}
