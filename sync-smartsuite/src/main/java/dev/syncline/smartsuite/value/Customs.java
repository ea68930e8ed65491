package dev.syncline.smartsuite.value;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What values mean that do not say it themselves.
 *
 * @param zone of dates and times without one
 * @param phoneCountry of phone numbers that are plain texts
 * @param labels whether choices, members and links are read by their labels
 * @param member the id of a member by his e-mail address; answers an empty text if there is none
 */
public record Customs(
    Optional<ZoneId> zone, String phoneCountry, boolean labels, UnaryOperator<String> member) {

  /** Nothing is known but what values say. */
  public static final Customs NONE = new Customs(Optional.empty(), "", false, email -> "");
}
