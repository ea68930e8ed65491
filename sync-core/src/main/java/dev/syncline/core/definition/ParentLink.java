package dev.syncline.core.definition;

import java.util.List;

/**
 * A field that holds the id which the destination gave to a record of another sync, or of this one.
 *
 * @param field the mapped field that gets the id
 * @param sync the parent's sync
 * @param key the source fields that hold the parent's business key, in that sync's order
 * @param optional whether a record whose key fields are all null has no parent; otherwise it is
 *     rejected
 * @param deferred whether a record is written without the link while its parent is not there, and
 *     linked by a second write once it is; otherwise it waits. What may be written without a link
 *     is optional, too
 */
public record ParentLink(
    String field, String sync, List<String> key, boolean optional, boolean deferred) {

  /** Copies the key; refuses an empty one. */
  public ParentLink {
    Refusal.name("parents", field);
    String path = "parents." + field;
    Refusal.name(path + ".sync", sync);
    key = List.copyOf(key);
    optional = optional || deferred;
    if (key.isEmpty()) {
      throw Refusal.at(
          path + ".key", "the parent field '" + field + "' needs the source fields of its key");
    }
    key.forEach(name -> Refusal.name(path + ".key", name));
  }
}
