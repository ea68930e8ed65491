package dev.syncline.api.validate;

import dev.syncline.api.config.Provider;

/** Makes validators of one type. */
public interface ValidatorProvider extends Provider<Validator> {}
