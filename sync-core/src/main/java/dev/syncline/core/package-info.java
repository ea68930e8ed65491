/**
 * The way in: {@link dev.syncline.core.SyncEngine} runs {@link
 * dev.syncline.core.definition.SyncDefinition}s.
 */
@NullMarked
package dev.syncline.core;

import org.jspecify.annotations.NullMarked;
