package dev.syncline.jdbc.dialect;

/** Turns a value into what the driver stores without loss. */
@FunctionalInterface
public interface ColumnWriter {

  /**
   * The value as the driver takes it.
   *
   * @param value in the Java form of a logical type; not null
   * @throws DoesNotFit if storing it would change it
   */
  Object encode(Object value) throws DoesNotFit;
}
