package dev.syncline.migration.transform;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.transform.TransformerProvider;
import java.util.LinkedHashMap;

/** Makes transformers of type {@code phone-numbers}. */
public final class PhoneNumbersProvider implements TransformerProvider {
  private static final String COUNTRY = "US";
  private static final int MOBILE = 2;
  private static final int OTHER = 8;

  private static final Options FIELD =
      Options.of(
          Option.of("country", Shape.TEXT, COUNTRY, "the country of numbers that name none"),
          Option.of(
              "type",
              Shape.whole(1, OTHER),
              MOBILE,
              "the type of numbers that name none: 1 office, 2 mobile, 4 home, 5 fax, 8 other"));

  private static final Options OPTIONS =
      Options.of(
          Option.required(
              "fields",
              Shape.table("mapped field", Shape.section(FIELD)),
              "the fields that hold phone numbers"));

  /** For {@link java.util.ServiceLoader}. */
  public PhoneNumbersProvider() {}

  @Override
  public String type() {
    return "phone-numbers";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Transformer create(ComponentConfig config, ComponentContext context) {
    config.allow(OPTIONS.names());
    var fields = new LinkedHashMap<String, PhoneNumbers.Usual>();
    ComponentConfig named = config.section("fields");
    for (String field : named.names()) {
      ComponentConfig section = named.section(field);
      section.allow(FIELD.names());
      fields.put(
          field,
          new PhoneNumbers.Usual(
              section.optionalString("country").orElse(COUNTRY),
              section.integer("type", MOBILE, 1, OTHER)));
    }
    return new PhoneNumbers(fields);
  }
}
