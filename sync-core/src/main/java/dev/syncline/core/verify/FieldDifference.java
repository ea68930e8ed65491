package dev.syncline.core.verify;

import java.util.Objects;

/**
 * A field in which source and destination disagree, in the form in which the destination reads it.
 *
 * @param field its name at the destination
 * @param source what the source says, mapped; secret values are masked
 * @param destination what the destination holds; secret values are masked
 */
public record FieldDifference(String field, String source, String destination) {

  /** Refuses missing parts. */
  public FieldDifference {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(destination, "destination");
  }

  @Override
  public String toString() {
    return field + ": " + destination + " should be " + source;
  }
}
