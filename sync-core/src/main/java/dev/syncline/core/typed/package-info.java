/**
 * Java records instead of field names: reads a record of a source into a Java record, and a Java
 * record into one for a destination. Reflection looks at a class once; records pass through method
 * handles.
 */
@NullMarked
package dev.syncline.core.typed;

import org.jspecify.annotations.NullMarked;
