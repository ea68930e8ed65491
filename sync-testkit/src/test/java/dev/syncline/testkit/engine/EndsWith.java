package dev.syncline.testkit.engine;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.validate.Validator;
import dev.syncline.api.validate.ValidatorProvider;
import java.util.Optional;

/** A validator that is found by its type. */
public final class EndsWith implements ValidatorProvider {

  /** For the service loader. */
  public EndsWith() {}

  @Override
  public String type() {
    return "ends-with";
  }

  @Override
  public Validator create(ComponentConfig config, ComponentContext context) {
    config.allow("text");
    String end = config.string("text");
    return (value, record) ->
        value.toString().endsWith(end)
            ? Optional.empty()
            : Optional.of("which does not end with '" + end + "'");
  }
}
