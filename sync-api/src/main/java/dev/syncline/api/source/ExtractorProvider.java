package dev.syncline.api.source;

import dev.syncline.api.config.Provider;

/** Makes extractors of one type. */
public interface ExtractorProvider extends Provider<Extractor> {}
