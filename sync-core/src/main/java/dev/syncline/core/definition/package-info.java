/**
 * What a sync is, as data: {@link dev.syncline.core.definition.SyncDefinition} and its parts. A
 * definition comes from its builder or from a YAML file ({@code dev.syncline.core.project}), the
 * two equal in power: what means the same is equal.
 */
@NullMarked
package dev.syncline.core.definition;

import org.jspecify.annotations.NullMarked;
