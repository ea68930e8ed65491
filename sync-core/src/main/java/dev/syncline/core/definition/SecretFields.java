package dev.syncline.core.definition;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of fields whose values must not be shown. Dead letters hold a mask in their place.
 *
 * @param names source and mapped fields, also within JSON values; {@code *} stands for any text;
 *     upper and lower case are the same
 */
public record SecretFields(List<String> names) {
  /** No field is secret. */
  public static final SecretFields NONE = new SecretFields(List.of());

  /** Copies the names; refuses empty ones. */
  public SecretFields {
    names = List.copyOf(names);
    names.forEach(name -> Refusal.name("secretFields", name));
  }

  /** Whether there are none. */
  public boolean none() {
    return names.isEmpty();
  }

  /** Whether a field of this name is secret. */
  public boolean includes(String field) {
    return names.stream().anyMatch(name -> pattern(name).matcher(field).matches());
  }

  private static Pattern pattern(String name) {
    var regex = new StringBuilder();
    for (String part : name.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
