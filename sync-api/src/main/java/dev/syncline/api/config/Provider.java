package dev.syncline.api.config;

/**
 * Makes components of one type from configuration. Found through {@link java.util.ServiceLoader} by
 * its sub-interface ({@code ExtractorProvider}, {@code LoaderProvider}, {@code StateStoreProvider},
 * {@code TransformerProvider}, {@link ConnectionProvider}); two providers of one type are an error
 * that names both.
 *
 * <p><b>Threading.</b> Providers are stateless and may be called from several threads.
 *
 * @param <T> what is made
 */
public interface Provider<T> {

  /** The type as configurations spell it, such as {@code jdbc}; lower case. */
  String type();

  /**
   * What may stand in the configuration, besides {@code type}. Project files are checked by it when
   * they are loaded, and the JSON Schema and the reference page name it. A provider that does not
   * say takes everything until it is asked to {@link #create}.
   */
  default Options options() {
    return Options.open();
  }

  /**
   * Makes a component. Reads the whole configuration and refuses unknown names, but opens nothing:
   * the first call on the component does.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a value is missing, wrong or unknown
   */
  T create(ComponentConfig config, ComponentContext context);
}
