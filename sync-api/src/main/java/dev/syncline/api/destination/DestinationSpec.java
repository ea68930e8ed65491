package dev.syncline.api.destination;

import dev.syncline.api.config.ComponentConfig;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a definition says of its destination.
 *
 * @param type the type of the {@link LoaderProvider}
 * @param config its settings
 * @param local makes the loader without a provider; a definition that has one runs only in the
 *     process that made it
 */
public record DestinationSpec(
    String type, ComponentConfig config, Optional<Supplier<? extends Loader>> local)
    implements Destination {

  /** Refuses missing parts. */
  public DestinationSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(local, "local");
  }

  /** A destination that a provider makes. */
  public static DestinationSpec of(String type, ComponentConfig config) {
    return new DestinationSpec(type, config, Optional.empty());
  }

  /** A destination that this process makes: the supplier is called once for every run. */
  public static DestinationSpec local(Supplier<? extends Loader> loader) {
    return new DestinationSpec("local", ComponentConfig.of(Map.of()), Optional.of(loader));
  }

  @Override
  public DestinationSpec toSpec() {
    return this;
  }
}
