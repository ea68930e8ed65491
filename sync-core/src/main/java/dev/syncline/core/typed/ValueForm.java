package dev.syncline.core.typed;

import dev.syncline.api.record.LogicalType;

/** How values of one Java type are read from and written to fields. Null never comes here. */
interface ValueForm {

  /** The type of a field that such values are written to. */
  LogicalType type();

  /**
   * The Java value of a field's value.
   *
   * @throws Unfit if there is none; its message begins behind "field 'x' "
   */
  Object read(Object value);

  /** The field's value of a Java value. */
  Object write(Object value);
}
