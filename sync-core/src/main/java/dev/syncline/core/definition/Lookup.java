package dev.syncline.core.definition;

import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import java.util.List;
import java.util.Objects;

/** Where mapped fields may look values up. */
public sealed interface Lookup {
  /** The usual bound on the number of records. */
  int AT_MOST = 100_000;

  /**
   * A file, read once in a run: CSV with the names of its columns in the first line, or a JSON list
   * of objects.
   *
   * @param path the file, ending in {@code .csv} or {@code .json}; a relative one starts from the
   *     working directory
   * @param key the columns by which it is looked up
   * @param atMost with more records than that, the run fails
   */
  record FromFile(String path, List<String> key, int atMost) implements Lookup {

    /** Copies the key; refuses missing parts. */
    public FromFile {
      Refusal.name("file", path);
      key = Lookups.key(key);
      Lookups.bound(atMost);
      String lower = path.toLowerCase(java.util.Locale.ROOT);
      if (!lower.endsWith(".csv") && !lower.endsWith(".json")) {
        throw Refusal.at("file", "'" + path + "' must end in .csv or .json");
      }
    }

    /** With another bound. */
    public FromFile atMost(int records) {
      return new FromFile(path, key, records);
    }
  }

  /**
   * A source such as a query, read once in a run.
   *
   * @param source what is read, with its key
   * @param atMost with more records than that, the run fails
   */
  record FromSource(SourceSpec source, int atMost) implements Lookup {

    /** Refuses missing parts. */
    public FromSource {
      Objects.requireNonNull(source, "source");
      source = DefinitionChecks.withKeyAsList(source);
      Lookups.key(source.key());
      Lookups.bound(atMost);
    }

    /** With another bound. */
    public FromSource atMost(int records) {
      return new FromSource(source, records);
    }

    /** The type and a digest of the settings, which may be secret. */
    @Override
    public String toString() {
      return "FromSource[type="
          + source.type()
          + ", config="
          + ConfigDigest.of(source.config())
          + ", atMost="
          + atMost
          + "]";
    }
  }

  /**
   * What another sync has written: looked up by its business key, record by record. {@code ref} is
   * what the destination calls the record; other names are mapped fields of that sync, which must
   * keep its values.
   *
   * @param sync the other sync
   */
  record FromSync(String sync) implements Lookup {
    /** The name of what the destination calls the record. */
    public static final String REF = "ref";

    /** Refuses a missing name. */
    public FromSync {
      Refusal.name("sync", sync);
    }
  }

  /** A CSV or JSON file. */
  static FromFile file(String path, String... key) {
    return new FromFile(path, List.of(key), AT_MOST);
  }

  /** A query or a table with its key. */
  static FromSource source(Source source) {
    return new FromSource(source.toSpec(), AT_MOST);
  }

  /** What another sync has written. */
  static FromSync sync(String name) {
    return new FromSync(name);
  }
}
