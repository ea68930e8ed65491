package dev.syncline.testkit.engine;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.validate.Validator;
import dev.syncline.api.validate.ValidatorProvider;
import java.util.Optional;

/** A validator that is found by its type. */
public final class EndsWith implements ValidatorProvider {
  private static final Options OPTIONS =
      Options.of(Option.required("text", Shape.TEXT, "the end that every text must have"));

  /** For the service loader. */
  public EndsWith() {}

  @Override
  public String type() {
    return "ends-with";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Validator create(ComponentConfig config, ComponentContext context) {
    config.allow(OPTIONS.names());
    String end = config.string("text");
    return (value, record) ->
        value.toString().endsWith(end)
            ? Optional.empty()
            : Optional.of("which does not end with '" + end + "'");
  }
}
