/**
 * Reading from a source: {@link dev.syncline.api.source.Extractor} opens an {@link
 * dev.syncline.api.source.Extraction}, which is polled until it ends. Abilities that not every
 * source has are interfaces of their own: {@link dev.syncline.api.source.ReadsByKey}, {@link
 * dev.syncline.api.source.RewindsCursor}.
 */
@NullMarked
package dev.syncline.api.source;

import org.jspecify.annotations.NullMarked;
