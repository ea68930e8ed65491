package dev.syncline.api.source;

import dev.syncline.api.config.ComponentConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a definition says of its source.
 *
 * @param type the type of the {@link ExtractorProvider}
 * @param config its settings; {@code key} names the fields of the business key, {@code cursor} the
 *     field that incremental runs go by
 * @param local makes the extractor without a provider; a definition that has one runs only in the
 *     process that made it
 */
public record SourceSpec(
    String type, ComponentConfig config, Optional<Supplier<? extends Extractor>> local)
    implements Source {

  /** Refuses missing parts. */
  public SourceSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(local, "local");
  }

  /** A source that a provider makes. */
  public static SourceSpec of(String type, ComponentConfig config) {
    return new SourceSpec(type, config, Optional.empty());
  }

  /** A source that this process makes: the supplier is called once for every run. */
  public static SourceSpec local(Supplier<? extends Extractor> extractor, String... key) {
    return new SourceSpec(
        "local", ComponentConfig.of(Map.of("key", List.of(key))), Optional.of(extractor));
  }

  /** The fields of the business key, in order. */
  public List<String> key() {
    return config.strings("key");
  }

  /** The field that incremental runs go by, if the source has one. */
  public Optional<String> cursor() {
    return config.optionalString("cursor");
  }

  @Override
  public SourceSpec toSpec() {
    return this;
  }
}
