package dev.syncline.api.transform;

import dev.syncline.api.config.Provider;

/** Makes transformers of one type. */
public interface TransformerProvider extends Provider<Transformer> {}
