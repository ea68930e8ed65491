package dev.syncline.core.definition;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.transform.Transformer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a definition says of a transformer.
 *
 * @param type the type of the {@link dev.syncline.api.transform.TransformerProvider}
 * @param config its settings
 * @param local the transformer itself; a definition that has one runs only in the process that made
 *     it
 */
public record TransformSpec(String type, ComponentConfig config, Optional<Transformer> local) {

  /** Refuses missing parts. */
  public TransformSpec {
    Refusal.name("transform", type);
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(local, "local");
  }

  /** A transformer that a provider makes. */
  public static TransformSpec of(String type, ComponentConfig config) {
    return new TransformSpec(type, config, Optional.empty());
  }

  /** A transformer made in code. */
  public static TransformSpec local(Transformer transformer) {
    return new TransformSpec("local", ComponentConfig.of(Map.of()), Optional.of(transformer));
  }

  /** The type and a digest of the settings, which may be secret; the same for equal settings. */
  @Override
  public String toString() {
    return "TransformSpec[type="
        + type
        + ", config="
        + ConfigDigest.of(config)
        + (local.isPresent() ? ", local" : "")
        + "]";
  }
}
