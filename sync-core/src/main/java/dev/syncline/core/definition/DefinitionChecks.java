package dev.syncline.core.definition;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.RequestLimits;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.expression.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong between the parts of a definition; all of it, not only the first. */
final class DefinitionChecks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final List<ConfigurationException> found = new ArrayList<>();

  private DefinitionChecks() {}

  static List<ConfigurationException> of(
      String name,
      SourceSpec source,
      Mapping mapping,
      List<ParentLink> parents,
      DestinationSpec destination,
      Delta delta,
      RequestLimits limits,
      SecretFields secretFields,
      Writes writes) {
    var checks = new DefinitionChecks();
    checks.name(name);
    checks.type("source", source.type());
    checks.type("destination", destination.type());
    checks.key(source.key());
    checks.targets(mapping, parents);
    checks.lookups(name, mapping);
    if (delta.strategy().byCursor() && source.cursor().isEmpty()) {
      checks.refuse(
          "delta",
          "delta '"
              + delta.strategy().name().toLowerCase(Locale.ROOT)
              + "' needs a cursor on the source, and it has none; name the field as its 'cursor'");
    }
    checks.limits(destination, limits);
    checks.secrets(secretFields, source, parents, delta);
    checks.writes(writes, mapping, parents);
    return checks.found;
  }

  private void writes(Writes writes, Mapping mapping, List<ParentLink> parents) {
    for (ParentLink parent : parents) {
      if (parent.deferred() && !writes.updateExisting()) {
        refuse(
            "writes.updateExisting",
            "the deferred parent of '"
                + parent.field()
                + "' is linked by an update, which 'updateExisting: false' forbids");
      }
    }
    for (String field : writes.namespace().keySet()) {
      if (mapping.fields().stream().anyMatch(mapped -> mapped.target().equals(field))
          || parents.stream().anyMatch(parent -> parent.field().equals(field))) {
        refuse(
            "writes.namespace." + field,
            "'" + field + "' has its value from the namespace and cannot be mapped, too");
      }
    }
  }

  /** What the state store keeps for its work cannot be masked there. */
  private void secrets(
      SecretFields secrets, SourceSpec source, List<ParentLink> parents, Delta delta) {
    source.key().forEach(field -> notSecret(secrets, field, "belongs to the key"));
    source.cursor().ifPresent(field -> notSecret(secrets, field, "is the cursor"));
    for (ParentLink parent : parents) {
      parent.key().forEach(field -> notSecret(secrets, field, "belongs to a parent's key"));
    }
    if (!secrets.none() && delta.strategy() == DeltaStrategy.FULL) {
      refuse(
          "secretFields",
          "delta 'full' keeps the values of every record in the state store, secret ones too; use"
              + " delta 'hash' with secretFields "
              + secrets.names());
    }
  }

  private void notSecret(SecretFields secrets, String field, String why) {
    if (secrets.includes(field)) {
      refuse(
          "secretFields",
          "'"
              + field
              + "' cannot be secret, because it "
              + why
              + ", which the state store has to keep; take it out of secretFields, which are "
              + secrets.names());
    }
  }

  static List<ConfigurationException> missing(
      String name, @Nullable SourceSpec source, @Nullable DestinationSpec destination) {
    var checks = new DefinitionChecks();
    checks.name(name);
    if (source == null) {
      checks.refuse("source", "sync '" + name + "' has no source");
    } else {
      checks.key(source.key());
    }
    if (destination == null) {
      checks.refuse("destination", "sync '" + name + "' has no destination");
    }
    return checks.found;
  }

  /** One key field and a list of one mean the same, so they must be equal. */
  static SourceSpec withKeyAsList(SourceSpec source) {
    if (!source.config().has("key") || source.config().values().get("key") instanceof List) {
      return source;
    }
    return new SourceSpec(source.type(), source.config().with("key", source.key()), source.local());
  }

  private void limits(DestinationSpec destination, RequestLimits limits) {
    Optional<String> connection = destination.config().optionalString("connection");
    if (!limits.equals(RequestLimits.NONE) && connection.isPresent()) {
      refuse(
          "limits",
          "the destination uses the connection '"
              + connection.get()
              + "': give the limits to it, for all that use it to share them");
    }
  }

  private void name(String name) {
    if (!NAME.matcher(name).matches()) {
      refuse(
          "name",
          "a sync's name has 1 to 128 letters, digits, '.', '_' and '-', not '" + name + "'");
    }
  }

  private void type(String part, String type) {
    if (type.isBlank()) {
      refuse(
          part + ".type", "the type of the " + part + " must not be empty, as '" + type + "' is");
    }
  }

  private void key(List<String> key) {
    if (key.isEmpty()) {
      refuse(
          "source.key",
          "the source has no key: name the fields that identify a record, such as 'id'");
    }
    var seen = new HashSet<String>();
    for (String field : key) {
      if (field.isBlank()) {
        refuse("source.key", "a key field must have a name, not '" + field + "'");
      } else if (!seen.add(field)) {
        refuse("source.key", "the key names '" + field + "' twice; name it once");
      }
    }
  }

  private void targets(Mapping mapping, List<ParentLink> parents) {
    Set<String> mapped = mapped(mapping.fields());
    if (!mapping.all()
        && mapping.fields().stream().allMatch(FieldMapping.Constant.class::isInstance)) {
      refuse("constants", "the mapping has constants only; name the source fields to write, too");
    }
    var linked = new HashSet<String>();
    for (ParentLink parent : parents) {
      if (!linked.add(parent.field())) {
        refuse(
            "parents." + parent.field(),
            "'" + parent.field() + "' has two parents; take one of them out");
      }
      if (mapped.contains(parent.field())) {
        refuse(
            "parents." + parent.field(),
            "'"
                + parent.field()
                + "' gets its value from the parent and cannot be mapped, too; take it out of one of them");
      }
    }
  }

  /** The names of the mapped fields. */
  private Set<String> mapped(List<FieldMapping> fields) {
    var roots = new HashSet<String>();
    var targets = new ArrayList<Path>();
    for (FieldMapping field : fields) {
      Path target = Path.parse(field.target());
      if (!target.nested() && roots.contains(target.root())) {
        refuse("map", "two mapped fields are called '" + target.root() + "'; rename one of them");
      } else if (target.nested() && targets.stream().anyMatch(other -> clash(target, other))) {
        refuse(
            "map", "'" + target + "' is mapped already, as a whole or in part; rename one of them");
      }
      roots.add(target.root());
      targets.add(target);
    }
    return roots;
  }

  private static boolean clash(Path one, Path other) {
    return one.within(other) || other.within(one);
  }

  private void lookups(String name, Mapping mapping) {
    for (FieldMapping field : mapping.fields()) {
      if (field instanceof FieldMapping.LookedUp looked) {
        Lookup lookup = mapping.lookups().get(looked.lookup());
        if (lookup == null) {
          refuse(
              "map",
              "there is no lookup '"
                  + looked.lookup()
                  + "'"
                  + Nearest.hint(looked.lookup(), mapping.lookups().keySet()));
        } else {
          keyOf(looked, lookup);
        }
      }
    }
    mapping
        .lookups()
        .forEach(
            (lookup, from) -> {
              if (from instanceof Lookup.FromSync sync && sync.sync().equals(name)) {
                refuse(
                    "lookups." + lookup,
                    "a sync cannot look up what it writes itself; make '" + name + "' its parent");
              }
            });
  }

  private void keyOf(FieldMapping.LookedUp looked, Lookup lookup) {
    List<String> key =
        lookup instanceof Lookup.FromFile file
            ? file.key()
            : lookup instanceof Lookup.FromSource from ? from.source().key() : looked.key();
    if (key.size() != looked.key().size()) {
      refuse(
          "map",
          "lookup '"
              + looked.lookup()
              + "' has the key "
              + key
              + ", and '"
              + looked.target()
              + "' looks it up by "
              + looked.key());
    }
  }

  private void refuse(String path, String message) {
    found.add(Refusal.at(path, message));
  }
}
