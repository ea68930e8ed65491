package dev.syncline.api.config;

/** Makes connections of one type. */
public interface ConnectionProvider extends Provider<Connection> {}
