package dev.syncline.api.destination;

import dev.syncline.api.config.Provider;

/** Makes loaders of one type. */
public interface LoaderProvider extends Provider<Loader> {}
