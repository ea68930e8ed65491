package dev.syncline.migration;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file of the earlier MySQL to SmartSuite system, taken as it is. {@link #toYaml} says
 * the same in Syncline's words, and {@link #project} is what the loader makes of that: there is one
 * grammar and one engine.
 *
 * <p>Immutable.
 */
public final class MappingFile {
  private final List<MappedSync> syncs;
  private final List<String> notes;
  private final String name;

  private MappingFile(List<MappedSync> syncs, List<String> notes, String name) {
    this.syncs = List.copyOf(syncs);
    this.notes = List.copyOf(notes);
    this.name = name;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException naming every error with its line and column
   */
  public static MappingFile load(Path file) {
    return parse(text(file), file.toString());
  }

  /**
   * Reads a text.
   *
   * @param yaml the text
   * @param fileName what errors call it
   * @throws ConfigurationException naming every error with its line and column
   */
  public static MappingFile parse(String yaml, String fileName) {
    var findings = new Findings();
    Written root = EarlierYaml.read(yaml, fileName, findings);
    List<EarlierSync> read = new MappingReader(findings).read(root);
    List<MappedSync> syncs = named(read, findings, new Location(fileName, 1, 1, ""));
    findings.throwIfAny();
    return new MappingFile(syncs, findings.notes(), fileName);
  }

  /**
   * Whether a file is a mapping file of the earlier system, and not a project of Syncline: a bare
   * list, or syncs with a {@code table_id}, {@code field_mappings} or {@code primary_key}.
   *
   * @throws ConfigurationException if it cannot be read, or is no YAML
   */
  public static boolean is(Path file) {
    Written root = EarlierYaml.read(text(file), file.toString(), new Findings());
    if (root instanceof Written.Items) {
      return true;
    }
    return root instanceof Written.Section top
        && !top.members().containsKey("connections")
        && part(top, "syncs") instanceof Written.Items items
        && items.items().stream().anyMatch(MappingFile::earlier);
  }

  private static boolean earlier(Written sync) {
    return sync instanceof Written.Section section
        && (has(part(section, "destination"), Set.of("table_id", "field_mappings"))
            || has(part(section, "source"), Set.of("primary_key", "updated_at_field")));
  }

  private static boolean has(@Nullable Written value, Set<String> names) {
    return value instanceof Written.Section section
        && !Collections.disjoint(section.members().keySet(), names);
  }

  private static @Nullable Written part(Written.Section section, String name) {
    Written.Member member = section.members().get(name);
    return member == null ? null : member.value();
  }

  /** In Syncline a name has no blanks: the state is kept under it, and commands take it. */
  private static List<MappedSync> named(List<EarlierSync> read, Findings findings, Location top) {
    var taken = new HashSet<String>();
    var syncs = new ArrayList<MappedSync>();
    for (EarlierSync sync : read) {
      String plain = sync.name().strip().replaceAll("[^A-Za-z0-9._-]+", "-");
      String name = plain;
      for (int i = 2; !taken.add(name); i++) {
        name = plain + "-" + i;
      }
      if (!name.equals(sync.name())) {
        findings.note(top, "the sync '" + sync.name() + "' is called '" + name + "' here");
      }
      if (!sync.enabled()) {
        findings.note(top, "the sync '" + sync.name() + "' is not enabled, and left out");
      }
      if (sync.query().limited()) {
        findings.note(
            top,
            "the query of sync '"
                + sync.name()
                + "' has a LIMIT, so that nobody can tell which rows are gone: nothing is deleted");
      }
      syncs.add(new MappedSync(name, sync));
    }
    return syncs;
  }

  /**
   * What a person should know, each with its place: what is left out, and what is understood how.
   */
  public List<String> notes() {
    return notes;
  }

  /** The enabled syncs: from the name in the file to the name in Syncline. */
  public Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    syncs.stream()
        .filter(MappedSync::enabled)
        .forEach(sync -> names.put(sync.earlier().name(), sync.name()));
    return Collections.unmodifiableMap(names);
  }

  /**
   * The same as a project file of Syncline, which loads and means the same. Host, user, password
   * and token are environment variables in it, of the names that the earlier system had.
   */
  public String toYaml(MigrationOptions options) {
    var text = new StringBuilder();
    text.append("# Made from ").append(name.replaceAll("\\R", " ")).append(".\n");
    notes.forEach(note -> text.append("# ").append(note.replaceAll("\\R", " ")).append('\n'));
    return text.append(ProjectText.of(new ProjectTree(options).of(syncs))).toString();
  }

  /**
   * The project.
   *
   * @param environment what the environment variables are
   * @throws ConfigurationException if a variable is missing, or if the project cannot be made
   */
  public SyncProject project(MigrationOptions options, Map<String, String> environment) {
    return SyncProject.parse(toYaml(options), name + " (as a project)", environment);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refused(file, "does not exist; check its path", e);
    } catch (CharacterCodingException e) {
      throw refused(file, "is not written in UTF-8; save it so", e);
    } catch (IOException e) {
      throw refused(file, "cannot be read; check who may: " + e.getMessage(), e);
    }
  }

  private static ConfigurationException refused(Path file, String message, IOException cause) {
    return new ConfigurationException(
        new Location(file.toString(), 1, 1, ""), "the file " + message, cause);
  }
}
