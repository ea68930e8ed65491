package dev.syncline.jdbc.destination;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a definition says of a JDBC destination.
 *
 * @param table the table, with or without its schema
 * @param key the key columns; empty if they are the mapped key fields
 * @param create whether a missing table is created
 * @param evolve whether columns are added and widened
 * @param audit the columns that tell of the sync itself
 * @param index columns that get an index each
 * @param history the table that keeps every version of a row; empty for none
 * @param changeLog the table that keeps every change of a row; empty for none
 * @param batchSize the largest batch
 * @param timeout how long a batch may take
 */
public record TableSettings(
    String table,
    List<String> key,
    boolean create,
    boolean evolve,
    AuditNames audit,
    List<String> index,
    Optional<String> history,
    Optional<String> changeLog,
    int batchSize,
    Duration timeout) {
  private static final int DEFAULT_BATCH = 5_000;
  private static final int LARGEST_BATCH = 100_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** The columns that tell of the sync itself, and their usual names. */
  private static final Options AUDIT =
      Options.of(
          audited("id", AuditNames.STANDARD.id(), "a UUID of version 7 for each row"),
          audited("createdAt", AuditNames.STANDARD.createdAt(), "when we wrote the row first"),
          audited("updatedAt", AuditNames.STANDARD.updatedAt(), "when we wrote the row last"),
          audited("hash", AuditNames.STANDARD.hash(), "the hash of the mapped record"),
          audited(
              "deleted",
              AuditNames.STANDARD.deleted(),
              "whether the record is deleted: with this column, rows are marked and not deleted"));

  private static Option audited(String name, Optional<String> usual, String meaning) {
    return Option.of(name, Shape.TEXT, usual.orElseThrow(), meaning + "; false for none");
  }

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to write to"),
          Option.required("table", Shape.TEXT, "the table to write to"),
          Option.of(
              "key",
              Shape.TEXTS,
              "the mapped key fields",
              "the column, or the columns, of the key"),
          Option.of("create", Shape.TRUTH, false, "whether a missing table is created"),
          Option.of("history", Shape.TEXT, "the table that keeps every version of a row"),
          Option.of("changeLog", Shape.TEXT, "the table that keeps every change of a row"),
          Option.of(
              "evolve",
              Shape.TRUTH,
              false,
              "whether missing columns are added, and widened where the mapped fields hold more"),
          Option.of(
              "audit",
              Shape.either(Shape.TRUTH, Shape.section(AUDIT)),
              false,
              "whether rows have columns that tell of the sync"),
          Option.of(
              "index",
              Shape.TEXTS,
              "columns that get an index each where tables are created or evolve, such as that of"
                  + " a row version"),
          Option.of(
              "batchSize",
              Shape.whole(1, LARGEST_BATCH),
              DEFAULT_BATCH,
              "rows of a batch, at most"),
          Option.of("timeout", Shape.DURATION, "60s", "how long a batch may take"));

  /** Whether anything is kept beside the table. */
  boolean keepsTrails() {
    return history.isPresent() || changeLog.isPresent();
  }

  /**
   * Reads the settings; {@code connection} is read elsewhere.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static TableSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    Duration timeout = config.duration("timeout").orElse(DEFAULT_TIMEOUT);
    if (timeout.toSeconds() < 1) {
      throw config.error("timeout", "'timeout' must be at least 1s, not " + timeout);
    }
    return new TableSettings(
        config.string("table"),
        config.strings("key"),
        config.bool("create", false),
        config.bool("evolve", false),
        audit(config),
        config.strings("index"),
        config.optionalString("history"),
        config.optionalString("changeLog"),
        config.integer("batchSize", DEFAULT_BATCH, 1, LARGEST_BATCH),
        timeout);
  }

  private static AuditNames audit(ComponentConfig config) {
    if (!(config.values().get("audit") instanceof ComponentConfig section)) {
      return config.bool("audit", false) ? AuditNames.STANDARD : AuditNames.NONE;
    }
    section.allow(AUDIT.names());
    return new AuditNames(
        name(section, "id", AuditNames.STANDARD.id()),
        name(section, "createdAt", AuditNames.STANDARD.createdAt()),
        name(section, "updatedAt", AuditNames.STANDARD.updatedAt()),
        name(section, "hash", AuditNames.STANDARD.hash()),
        name(section, "deleted", AuditNames.STANDARD.deleted()));
  }

  private static Optional<String> name(
      ComponentConfig section, String setting, Optional<String> usual) {
    Optional<String> said = section.optionalString(setting);
    if (said.isEmpty() || said.get().equals("true")) {
      return usual;
    }
    return said.filter(name -> !name.equals("false"));
  }
}
