package dev.syncline.api.validate;

import dev.syncline.api.record.SyncRecord;
import java.util.Optional;

/**
 * A custom rule for the values of one field.
 *
 * <p><b>Threading.</b> May be called by several threads at once: keep no state.
 *
 * <p><b>Errors.</b> Answer with the reason of a bad value. An exception counts as one, with the
 * exception's message.
 */
@FunctionalInterface
public interface Validator {

  /**
   * Judges a value.
   *
   * @param value the normalized value; neither null nor absent, which every rule but "required"
   *     lets pass
   * @param record the normalized record that holds it
   * @return empty if the value is good; else the end of a sentence that begins with the field and
   *     its value, such as {@code whose check digit is wrong}. It becomes part of the dead letter:
   *     do not repeat secret values of other fields.
   */
  Optional<String> problem(Object value, SyncRecord record);
}
