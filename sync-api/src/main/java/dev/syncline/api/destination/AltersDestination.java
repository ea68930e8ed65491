package dev.syncline.api.destination;

import java.util.List;

/**
 * The ability of a {@link Loader} to make and change what its records are written into: tables,
 * columns, fields.
 */
public interface AltersDestination {

  /**
   * What {@link Loader#prepare} would change for this target, in order and in the words of the
   * destination, such as SQL; for reports and plans. Changes nothing, and asks nothing of a
   * destination that the definition does not let it change. Without secrets.
   *
   * @throws dev.syncline.api.error.PermanentException if the destination cannot take such records
   *     whatever is changed
   */
  List<String> alterations(Target target);
}
