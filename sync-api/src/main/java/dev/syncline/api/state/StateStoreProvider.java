package dev.syncline.api.state;

import dev.syncline.api.config.Provider;

/** Makes state stores of one type. */
public interface StateStoreProvider extends Provider<StateStore> {}
