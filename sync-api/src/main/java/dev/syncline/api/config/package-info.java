/**
 * How components are named, configured and found: {@link dev.syncline.api.config.Provider} through
 * ServiceLoader, {@link dev.syncline.api.config.ComponentConfig} for what a definition says of
 * them, {@link dev.syncline.api.config.Connection} for what several of them share.
 */
@NullMarked
package dev.syncline.api.config;

import org.jspecify.annotations.NullMarked;
